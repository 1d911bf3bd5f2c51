import { FailureError } from '../../../core/project/failure.ts';
import { getCheckpoint } from '../../../storage/training/checkpoints.ts';
import { getRun } from '../../../storage/training/runs.ts';
import type { Job } from '../../runtime/job.ts';
import { exclusively } from '../../runtime/session.ts';
import { trainRun } from './train-run.ts';

const resume: Job<'resume'> = ({ runId }, context) =>
  exclusively(context.signal, async () => {
    // Begun again on a new worker, it may have been finished by the old one.
    const [finished, checkpoint] = await Promise.all([getRun(runId), getCheckpoint(runId)]);
    if (finished) return finished;
    if (!checkpoint)
      throw new FailureError({
        code: 'not-found',
        what: 'There is nothing stored from which this training could go on.',
        todo: 'Train again.',
      });
    return trainRun(checkpoint.request, checkpoint, context);
  });

export default resume;
