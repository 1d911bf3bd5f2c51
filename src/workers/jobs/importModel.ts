import type { Job } from './job.ts';

const importModel: Job<'importModel'> = () => {
  throw new Error('importModel is not written yet.');
};

export default importModel;
