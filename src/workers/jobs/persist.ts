import { writePatch } from '../../storage/dataset.ts';
import type { Job } from './job.ts';

const persist: Job<'persist'> = async ({ patch }) => {
  await writePatch(patch);
  return null;
};

export default persist;
