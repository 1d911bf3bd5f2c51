import { getCheckpoint } from '../../../storage/training/checkpoints.ts';
import { getRun } from '../../../storage/training/runs.ts';
import type { Job } from '../../runtime/job.ts';
import { exclusively } from '../../runtime/session.ts';
import { trainRun } from './train-run.ts';

const train: Job<'train'> = (request, context) =>
  exclusively(context.signal, async () => {
    // Begun again on a new worker, after the old one was lost: it goes on from where that one was.
    const [finished, checkpoint] = await Promise.all([getRun(request.runId), getCheckpoint(request.runId)]);
    return finished ?? trainRun(request, checkpoint ?? null, context);
  });

export default train;
