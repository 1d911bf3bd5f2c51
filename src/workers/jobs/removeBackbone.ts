import type { Job } from './job.ts';

const removeBackbone: Job<'removeBackbone'> = () => {
  throw new Error('removeBackbone is not written yet.');
};

export default removeBackbone;
