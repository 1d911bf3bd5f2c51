import { writeChange } from '../../storage/project/change.ts';
import type { Job } from './job.ts';
import { exclusively } from './session.ts';

const changeProject: Job<'changeProject'> = async (change, { signal }) => {
  // A training that was paused may be writing its last checkpoint.
  if (change.unfinished.length > 0) await exclusively(signal, () => writeChange(change));
  else await writeChange(change);
  return null;
};

export default changeProject;
