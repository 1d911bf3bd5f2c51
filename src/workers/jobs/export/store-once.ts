import { noAnswers, type Run } from '../../../core/training/run.ts';
import type { TrainedWeights } from '../../../storage/training/runs.ts';

/** What of storage/training/runs.ts is needed. */
type Runs = Pick<
  typeof import('../../../storage/training/runs.ts'),
  'getRun' | 'nextRunNumber' | 'putTrained'
>;

/**
 * Stores a run under an id that was chosen when it was asked for. A job that was lost with its worker begins again on a
 * new one, and may have stored the run before: then that one is it.
 * @param make given the run's number
 * @returns the stored run
 */
export async function storeOnce(
  runs: Runs,
  id: string,
  make: (number: number) => Run,
  weights: TrainedWeights,
): Promise<Run> {
  const before = await runs.getRun(id);
  if (before) return before;
  const run = make(await runs.nextRunNumber());
  await runs.putTrained({ ...run, answers: noAnswers }, weights);
  return run;
}
