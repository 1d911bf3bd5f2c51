import { FailureError } from '../../core/project/failure.ts';
import type { Run } from '../../core/training/run.ts';
import { getRun, getTrained, type TrainedWeights } from '../../storage/runs.ts';

/** A finished run and what it learned. */
export interface TrainedRun extends TrainedWeights {
  readonly run: Run;
}

let latest: TrainedRun | null = null;

/**
 * A run with its weights; the last one asked for stays in memory.
 * @throws FailureError 'not-found'
 */
export async function trained(runId: string): Promise<TrainedRun> {
  if (latest?.run.id === runId) return latest;
  const [run, weights] = await Promise.all([getRun(runId), getTrained(runId)]);
  if (!run || !weights)
    throw new FailureError({
      code: 'not-found',
      what: 'The trained model of this run is not stored any more.',
      todo: 'Train again, or choose another run.',
    });
  latest = { run, ...weights };
  return latest;
}

/** The run whose backbone is to be used: null where the run left the backbone as it was. */
export const tunedRunId = ({ run, tuned }: TrainedRun): string | null => (tuned.size > 0 ? run.id : null);
