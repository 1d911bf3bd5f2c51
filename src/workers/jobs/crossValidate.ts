import type { Job } from './job.ts';

const crossValidate: Job<'crossValidate'> = async () => {
  throw new Error('crossValidate is being built');
};

export default crossValidate;
