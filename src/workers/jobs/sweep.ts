import type { Job } from './job.ts';

const sweep: Job<'sweep'> = async () => {
  throw new Error('sweep is being built');
};

export default sweep;
