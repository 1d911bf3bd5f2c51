import type { EnsembleMember } from '../../../core/prediction/ensemble.ts';
import { FailureError } from '../../../core/project/failure.ts';
import type { AnsweredRun, Run } from '../../../core/training/run.ts';
import { getAnswered } from '../../../storage/evaluation/answers.ts';
import { getRun, getTrained, type TrainedWeights } from '../../../storage/training/runs.ts';
import { Recent } from '../../runtime/recent.ts';

/** A finished run and what it learned. */
export interface TrainedRun extends TrainedWeights {
  readonly run: Run;
}

const kept = new Recent<TrainedRun>();

/**
 * A run with its weights.
 * @throws FailureError 'not-found'
 */
export const trained = (runId: string): Promise<TrainedRun> => kept.get(runId, () => read(runId));

/** Takes in what has become of a run since its training: its name, its answers, when it says none of these. */
export const renew = (run: Run): void => kept.update(run.id, (known) => ({ ...known, run }));

/**
 * The runs of an ensemble with their weights.
 * @throws FailureError 'not-found'
 */
export function trainedTogether(members: readonly EnsembleMember[]): Promise<TrainedRun[]> {
  // Those that answer together, and one beside them.
  kept.room = members.length + 1;
  return Promise.all(members.map(({ runId }) => trained(runId)));
}

async function read(runId: string): Promise<TrainedRun> {
  const [run, weights] = await Promise.all([getRun(runId), getTrained(runId)]);
  if (run && weights) return { run, ...weights };
  throw gone();
}

/**
 * A run with what it says of each photo.
 * @throws FailureError 'not-found'
 */
export async function answered(runId: string): Promise<AnsweredRun> {
  const run = await getAnswered(runId);
  if (run) return run;
  throw gone();
}

const gone = (): FailureError =>
  new FailureError({
    code: 'not-found',
    what: 'The trained model of this run is not stored any more.',
    todo: 'Train again, or choose another run.',
  });

/** The run whose backbone is to be used: null where the run left the backbone as it was. */
export const tunedRunId = ({ run, tuned }: TrainedRun): string | null => (tuned.size > 0 ? run.id : null);
