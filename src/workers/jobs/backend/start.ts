import { startBackend } from '../../../engine/backend/start.ts';
import type { Job } from '../../runtime/job.ts';
import { setStarting } from '../../runtime/session.ts';

const start: Job<'start'> = async ({ backend: choice, threads, base }, { lost }) => {
  const starting = startBackend(choice, threads, lost).then((backend) => ({ backend, base }));
  setStarting(starting);
  return (await starting).backend;
};

export default start;
