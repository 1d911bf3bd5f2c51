import type { Job } from './job.ts';

const saliency: Job<'saliency'> = async () => {
  throw new Error('saliency is being built');
};

export default saliency;
