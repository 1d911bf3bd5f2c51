import { putRun } from '../../storage/runs.ts';
import type { Job } from './job.ts';

const saveRun: Job<'saveRun'> = async ({ run }) => {
  await putRun(run);
  return null;
};

export default saveRun;
