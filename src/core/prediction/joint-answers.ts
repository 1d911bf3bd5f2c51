import type { Split } from '../dataset/dataset.ts';
import { type Answer, answersOf } from '../evaluation/answers.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import type { Run } from '../training/run.ts';
import { classOrders } from './class-orders.ts';
import type { EnsembleMember } from './ensemble.ts';

/** A run with its calibrated answers for a split. */
export interface JudgedRun {
  readonly run: Pick<Run, 'classes' | 'name' | 'number'>;
  readonly answers: readonly Answer[];
}

/** What several runs say of the photos that all of them have judged. Labels are indices into the first run's classes. */
export interface JointAnswers {
  readonly photos: readonly { readonly sampleId: string; readonly label: number }[];
  /** By run, by photo: calibrated probabilities of the first run's classes, in their order. */
  readonly probabilities: readonly (readonly Float32Array[])[];
}

/** A run with its calibrated answers for a split; none where it has not judged the split's photos. */
export const judgedRun = (run: Run, split: Split): JudgedRun => ({
  run,
  answers: answersOf(run[split] ?? { predictions: [] }, run.temperature),
});

/**
 * The photos that every run has judged, with what each says of them. An evaluation holds the photos that were held out
 * from its run, so one that any of the runs was trained on is not among them. One whose label is another class in one
 * of the runs (it was moved since) is left out too: they were asked different questions.
 * @throws FailureError where the runs have different classes
 */
export function jointAnswers(judged: readonly JudgedRun[]): JointAnswers {
  const orders = classOrders(judged.map(({ run }) => run));
  const byPhoto = judged.map(({ answers }) => new Map(answers.map((answer) => [answer.sampleId, answer])));
  const photos: { readonly sampleId: string; readonly label: number }[] = [];
  const probabilities = judged.map((): Float32Array[] => []);
  for (const { sampleId, label } of judged[0]?.answers ?? []) {
    const said = byPhoto.flatMap((answers, run) => {
      const answer = answers.get(sampleId);
      return answer && answer.label === orders[run]?.[label] ? [answer] : [];
    });
    if (said.length < judged.length) continue;
    photos.push({ sampleId, label });
    said.forEach((answer, run) => {
      probabilities[run]?.push(inOrder(answer.probabilities, orders[run] ?? []));
    });
  }
  return { photos, probabilities };
}

/** The values that an order names, in that order. */
export function inOrder(values: Float32Array, order: readonly number[]): Float32Array {
  return Float32Array.from(order, (index) => values[index] ?? 0);
}

/**
 * The weighted mean of probabilities.
 * @param probabilities by member, of the same classes in the same order
 * @param weights of the members; add up to 1
 */
export function meanProbabilities(
  probabilities: readonly Float32Array[],
  weights: readonly number[],
): Float32Array {
  const mean = new Float64Array(probabilities[0]?.length ?? 0);
  probabilities.forEach((of, member) => {
    const weight = weights[member] ?? 0;
    if (weight === 0) return;
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + weight * (of[i] ?? 0);
  });
  return Float32Array.from(mean);
}

/** A probability may have come out as 0; its logarithm would spread infinities. */
const TINY = 1e-30;

/**
 * The weighted mean of several runs' answers, as the answers of one model: logits are the logarithms of the mean
 * probabilities, so that their softmax at temperature 1 is that mean and every figure of an evaluation holds for it.
 * @param weights of the runs; add up to 1
 */
export function meanEvaluation(
  split: Split,
  { photos, probabilities }: JointAnswers,
  weights: readonly number[],
): Evaluation {
  return evaluate(
    split,
    photos.map((photo, i) => {
      const mean = meanProbabilities(
        probabilities.map((of) => of[i] ?? new Float32Array()),
        weights,
      );
      return { ...photo, logits: mean.map((probability) => Math.log(Math.max(probability, TINY))) };
    }),
  );
}

/**
 * What an ensemble says of the photos that all its members have judged (Lakshminarayanan et al. 2017: the mean of the
 * members' probabilities, here calibrated and weighted).
 * @param runs of the members, in their order; labels and logits are by the first one's classes
 * @throws FailureError where the runs have different classes
 */
export function ensembleEvaluation(
  members: readonly EnsembleMember[],
  runs: readonly Run[],
  split: Split,
): Evaluation {
  const joint = jointAnswers(runs.map((run) => judgedRun(run, split)));
  return meanEvaluation(
    split,
    joint,
    members.map(({ weight }) => weight),
  );
}
