import type { Split } from '../dataset/dataset.ts';
import type { AnsweredRun, Run } from '../training/run.ts';
import type { EnsembleMember, EnsembleMethod } from './ensemble.ts';
import { bestRun, type EnsembleFigures, ensembleFigures } from './ensemble-figures.ts';
import { equalWeights, fittedWeights, likelihoodsOf, withoutTrifles } from './ensemble-weights.ts';
import { type JointAnswers, type JudgedRun, jointAnswers, judgedRun, type Pause } from './joint-answers.ts';

/** Runs that answer together, and what is known of them. */
export interface Combination {
  /** Those that count. */
  readonly runs: readonly Run[];
  /** The same, with their weights. */
  readonly members: readonly EnsembleMember[];
  /** The member that is best by the validation photos. */
  readonly best: Run | null;
  /** On the photos that all members have judged; null where there are none. */
  readonly validation: EnsembleFigures | null;
  /** The same, of the test photos: null where a member's envelope is closed. */
  readonly test: EnsembleFigures | null;
}

/**
 * Finds how much each run counts, and how well they answer together.
 * @param runs one or more; of those that the method gives no weight nothing is left
 * @param how a method, or the weights of an ensemble that is there already
 * @param pause awaited now and then, so that the caller can do something else
 * @throws FailureError where the runs have different classes
 */
export async function combine(
  runs: readonly AnsweredRun[],
  how: EnsembleMethod | readonly EnsembleMember[],
  pause: Pause,
): Promise<Combination> {
  const judge = async (some: readonly AnsweredRun[], split: Split): Promise<readonly JudgedRun[]> => {
    const judged: JudgedRun[] = [];
    for (const run of some) {
      judged.push(judgedRun(run, split));
      await pause();
    }
    return judged;
  };
  const judged = await judge(runs, 'validation');
  const weights = withoutTrifles(
    typeof how === 'string'
      ? await weightsBy(how, await jointAnswers(judged, pause), pause)
      : runs.map(({ id }) => how.find(({ runId }) => runId === id)?.weight ?? 0),
  );
  const counting = runs.flatMap((run, i) => (weights[i] ? [{ run, weight: weights[i] }] : []));
  const kept = counting.map(({ run }) => run);
  // Those that are left may have judged more photos together.
  const joint = await jointAnswers(
    judged.filter((_, i) => weights[i]),
    pause,
  );
  const best = await bestRun(joint, pause);
  const figures = async (split: Split, of: JointAnswers) => {
    const shares = counting.map(({ weight }) => weight);
    return of.photos.length === 0 ? null : ensembleFigures(split, of, shares, best, pause);
  };
  return {
    runs: kept,
    members: counting.map(({ run, weight }) => ({ runId: run.id, weight })),
    best: kept[best] ?? null,
    validation: await figures('validation', joint),
    test: await figures('test', await jointAnswers(await judge(kept, 'test'), pause)),
  };
}

async function weightsBy(
  method: EnsembleMethod,
  joint: JointAnswers,
  pause: Pause,
): Promise<readonly number[]> {
  let weights = equalWeights(joint.probabilities.length);
  if (method === 'mean' || joint.photos.length === 0) return weights;
  for (const better of fittedWeights(likelihoodsOf(joint))) {
    weights = better;
    await pause();
  }
  return weights;
}
