import type { Job } from './job.ts';

const featureMap: Job<'featureMap'> = async () => {
  throw new Error('featureMap is being built');
};

export default featureMap;
