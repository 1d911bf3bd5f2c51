import type { Job } from './job.ts';

const addBackbone: Job<'addBackbone'> = () => {
  throw new Error('addBackbone is not written yet.');
};

export default addBackbone;
