import type { Job } from './job.ts';

const openProject: Job<'openProject'> = () => {
  throw new Error('openProject is not written yet.');
};

export default openProject;
