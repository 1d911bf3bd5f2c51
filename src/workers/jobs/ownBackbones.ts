import { storedCards, sweepBackbones } from '../../storage/backbones.ts';
import type { Job } from './job.ts';

const ownBackbones: Job<'ownBackbones'> = async ({ sweep }) => {
  if (sweep) await sweepBackbones();
  return storedCards();
};

export default ownBackbones;
