import type { Job } from './job.ts';

const pictureFigures: Job<'pictureFigures'> = async () => {
  throw new Error('pictureFigures is being built');
};

export default pictureFigures;
