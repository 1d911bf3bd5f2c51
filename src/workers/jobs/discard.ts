import { getCheckpoint, putCheckpoint } from '../../storage/checkpoints.ts';
import type { Job } from './job.ts';
import { exclusively } from './session.ts';

// After the training that it belongs to, which may be writing its last one.
const discard: Job<'discard'> = ({ runId, discarded }, { signal }) =>
  exclusively(signal, async () => {
    const checkpoint = await getCheckpoint(runId);
    if (checkpoint) await putCheckpoint({ ...checkpoint, discarded });
    return null;
  });

export default discard;
