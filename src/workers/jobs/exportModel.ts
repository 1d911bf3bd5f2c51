import type { Job } from './job.ts';

const exportModel: Job<'exportModel'> = () => {
  throw new Error('exportModel is not written yet.');
};

export default exportModel;
