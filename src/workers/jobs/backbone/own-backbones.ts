import { storedCards, sweepBackbones } from '../../../storage/backbone/backbones.ts';
import type { Job } from '../../runtime/job.ts';

const ownBackbones: Job<'ownBackbones'> = async ({ sweep }, { emit }) => {
  if (sweep) await sweepBackbones();
  return storedCards((record) => emit({ kind: 'damaged', records: [record] }));
};

export default ownBackbones;
