import type { Job } from './job.ts';

const saveProject: Job<'saveProject'> = () => {
  throw new Error('saveProject is not written yet.');
};

export default saveProject;
