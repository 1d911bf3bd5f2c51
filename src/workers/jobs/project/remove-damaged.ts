import { removeDamaged } from '../../../storage/project/remove-damaged.ts';
import type { Job } from '../../runtime/job.ts';
import { exclusively } from '../../runtime/session.ts';

// After the training that may be writing its checkpoint.
const removeDamagedJob: Job<'removeDamaged'> = ({ records }, { signal }) =>
  exclusively(signal, async () => {
    await removeDamaged(records);
    return null;
  });

export default removeDamagedJob;
