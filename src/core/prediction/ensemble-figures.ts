import type { Split } from '../dataset/dataset.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import { type PairedComparison, pairedComparison } from '../evaluation/mcnemar.ts';
import { argmax } from '../training/metrics.ts';
import { likelihoodsOf, mixtureLoss } from './ensemble-weights.ts';
import { type JointAnswers, meanAnswers, meanEvaluation, type Pause } from './joint-answers.ts';

/** What one run is worth to an ensemble. */
export interface MemberFigures {
  readonly weight: number;
  /** Photos that it gets right alone. */
  readonly alone: number;
  /** Photos that the others get right without it, their weights in the same proportions; null where there are no others. */
  readonly without: number | null;
}

/** How well runs answer together on the photos that all of them have judged. */
export interface EnsembleFigures {
  readonly evaluation: Evaluation;
  /** In the order of the runs. */
  readonly members: readonly MemberFigures[];
  /** The ensemble against its best member. */
  readonly gain: PairedComparison;
}

/**
 * The run that an ensemble has to be better than: the one that is right most often, of equals the one with the lower
 * loss. To be chosen on the validation photos: the best on the test photos would be chosen by luck.
 * @returns its index; 0 where there are no photos
 */
export async function bestRun(joint: JointAnswers, pause: Pause): Promise<number> {
  const likelihoods = likelihoodsOf(joint);
  const found: { readonly run: number; readonly right: number; readonly loss: number }[] = [];
  for (const [run, answers] of joint.probabilities.entries()) {
    const loss = mixtureLoss(likelihoods.slice(run, run + 1), [1]);
    found.push({ run, right: rightCount(joint, answers), loss });
    await pause();
  }
  const [best] = found.sort((a, b) => b.right - a.right || a.loss - b.loss);
  return best?.run ?? 0;
}

/**
 * @param weights of the runs; add up to 1
 * @param best index of the run to compare with
 */
export async function ensembleFigures(
  split: Split,
  joint: JointAnswers,
  weights: readonly number[],
  best: number,
  pause: Pause,
): Promise<EnsembleFigures> {
  const means = await meanAnswers(joint, weights, pause);
  const evaluation = meanEvaluation(split, joint, means);
  await pause();
  const members: MemberFigures[] = [];
  for (const [run, answers] of joint.probabilities.entries()) {
    const weight = weights[run] ?? 0;
    const without = weight < 1 ? rightCount(joint, withoutRun(means, answers, weight)) : null;
    members.push({ weight, alone: rightCount(joint, answers), without });
    await pause();
  }
  const reference = evaluate(
    split,
    joint.photos.map((photo, i) => ({
      ...photo,
      // Only which is largest counts.
      logits: joint.probabilities[best]?.[i] ?? new Float32Array(),
    })),
  );
  return { evaluation, members, gain: pairedComparison(evaluation.predictions, reference.predictions) };
}

/** @param answers of each photo, whose largest value is the answer */
const rightCount = ({ photos }: JointAnswers, answers: readonly ArrayLike<number>[]): number =>
  photos.filter(({ label }, i) => argmax(answers[i] ?? []) === label).length;

/** The means less a run's share. They need not add up to 1: the largest stays the largest. */
function withoutRun(
  means: readonly Float64Array[],
  answers: readonly Float32Array[],
  weight: number,
): readonly Float64Array[] {
  return means.map((mean, photo) => {
    const rest = new Float64Array(mean);
    for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] ?? 0) - weight * (answers[photo]?.[i] ?? 0);
    return rest;
  });
}
