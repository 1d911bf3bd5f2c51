import type { Job } from './job.ts';

const neighbours: Job<'neighbours'> = async () => {
  throw new Error('neighbours is being built');
};

export default neighbours;
