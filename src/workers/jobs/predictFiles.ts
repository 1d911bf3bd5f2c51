import type { Job } from './job.ts';

const predictFiles: Job<'predictFiles'> = () => {
  throw new Error('predictFiles is not written yet.');
};

export default predictFiles;
