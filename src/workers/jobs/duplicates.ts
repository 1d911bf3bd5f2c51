import type { Job } from './job.ts';

const duplicates: Job<'duplicates'> = async () => {
  throw new Error('duplicates is being built');
};

export default duplicates;
