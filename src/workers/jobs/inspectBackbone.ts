import type { Job } from './job.ts';

const inspectBackbone: Job<'inspectBackbone'> = () => {
  throw new Error('inspectBackbone is not written yet.');
};

export default inspectBackbone;
