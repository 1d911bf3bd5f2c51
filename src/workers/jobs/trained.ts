import type { EnsembleMember } from '../../core/prediction/ensemble.ts';
import { FailureError } from '../../core/project/failure.ts';
import type { Run } from '../../core/training/run.ts';
import { getRun, getTrained, type TrainedWeights } from '../../storage/runs.ts';

/** A finished run and what it learned. */
export interface TrainedRun extends TrainedWeights {
  readonly run: Run;
}

/** The last ones asked for stay in memory, the latest last. */
const kept = new Map<string, TrainedRun>();
/** How many: those that answer together, and one beside them. */
let room = 1;

/**
 * A run with its weights.
 * @throws FailureError 'not-found'
 */
export async function trained(runId: string): Promise<TrainedRun> {
  const finished = kept.get(runId) ?? (await read(runId));
  kept.delete(runId);
  kept.set(runId, finished);
  for (const id of kept.keys()) if (kept.size > room) kept.delete(id);
  return finished;
}

/** Takes in what has become of a run since its training: its name, its answers, when it says none of these. */
export function renew(run: Run): void {
  const known = kept.get(run.id);
  if (known) kept.set(run.id, { ...known, run });
}

/**
 * The runs of an ensemble with their weights.
 * @throws FailureError 'not-found'
 */
export function trainedTogether(members: readonly EnsembleMember[]): Promise<TrainedRun[]> {
  room = members.length + 1;
  return Promise.all(members.map(({ runId }) => trained(runId)));
}

async function read(runId: string): Promise<TrainedRun> {
  const [run, weights] = await Promise.all([getRun(runId), getTrained(runId)]);
  if (run && weights) return { run, ...weights };
  throw new FailureError({
    code: 'not-found',
    what: 'The trained model of this run is not stored any more.',
    todo: 'Train again, or choose another run.',
  });
}

/** The run whose backbone is to be used: null where the run left the backbone as it was. */
export const tunedRunId = ({ run, tuned }: TrainedRun): string | null => (tuned.size > 0 ? run.id : null);
