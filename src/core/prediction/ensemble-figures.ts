import type { Split } from '../dataset/dataset.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import { type PairedComparison, pairedComparison } from '../evaluation/mcnemar.ts';
import { correctCount } from '../evaluation/words.ts';
import { type JointAnswers, meanEvaluation } from './joint-answers.ts';

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
export function bestRun(split: Split, joint: JointAnswers): number {
  const judged = joint.probabilities.map((_, run) => meanEvaluation(split, joint, onlyRun(joint, run)));
  const best = judged
    .map((evaluation, run) => ({ run, correct: correctCount(evaluation), loss: evaluation.loss }))
    .sort((a, b) => b.correct - a.correct || a.loss - b.loss)[0];
  return best?.run ?? 0;
}

/**
 * @param weights of the runs; add up to 1
 * @param best index of the run to compare with
 * @param pause awaited now and then, so that the caller can do something else
 */
export async function ensembleFigures(
  split: Split,
  joint: JointAnswers,
  weights: readonly number[],
  best: number,
  pause: () => Promise<void>,
): Promise<EnsembleFigures> {
  const evaluation = meanEvaluation(split, joint, weights);
  const right = (of: readonly number[]) => correctCount(meanEvaluation(split, joint, of));
  const members: MemberFigures[] = [];
  for (const [run, weight] of weights.entries()) {
    await pause();
    const others = weights.map((other, i) => (i === run ? 0 : other / (1 - weight)));
    members.push({
      weight,
      alone: right(onlyRun(joint, run)),
      without: weight < 1 ? right(others) : null,
    });
  }
  const reference = meanEvaluation(split, joint, onlyRun(joint, best));
  return { evaluation, members, gain: pairedComparison(evaluation.predictions, reference.predictions) };
}

const onlyRun = ({ probabilities }: JointAnswers, run: number): readonly number[] =>
  probabilities.map((_, i) => (i === run ? 1 : 0));
