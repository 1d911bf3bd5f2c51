import { putRun } from '../../storage/runs.ts';
import type { Job } from './job.ts';
import { renew } from './trained.ts';

const saveRun: Job<'saveRun'> = async ({ run }) => {
  renew(run);
  await putRun(run);
  return null;
};

export default saveRun;
