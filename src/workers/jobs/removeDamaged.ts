import { removeDamaged } from '../../storage/remove-damaged.ts';
import type { Job } from './job.ts';
import { exclusively } from './session.ts';

// After the training that may be writing its checkpoint.
const removeDamagedJob: Job<'removeDamaged'> = ({ records }, { signal }) =>
  exclusively(signal, async () => {
    await removeDamaged(records);
    return null;
  });

export default removeDamagedJob;
