import type { Job } from './job.ts';

const tryBackbone: Job<'tryBackbone'> = () => {
  throw new Error('tryBackbone is not written yet.');
};

export default tryBackbone;
