import { markCheckpoints, writeChange } from '../../../storage/disk/change.ts';
import type { Job } from '../../runtime/job.ts';
import { renew } from '../training/trained-runs.ts';

const write: Job<'write'> = async ({ unfinished = [], ...change }, { signal }) => {
  change.runs?.forEach(renew);
  // At once: an edit that follows must find it written.
  if (Object.keys(change).length > 0) await writeChange(change);
  if (unfinished.length === 0) return null;
  // It is with the engine's code, which the worker does not begin with.
  const { exclusively } = await import('../../runtime/session.ts');
  // After a training that was paused or stopped, which may be writing its last checkpoint.
  await exclusively(signal, () => markCheckpoints(unfinished));
  return null;
};

export default write;
