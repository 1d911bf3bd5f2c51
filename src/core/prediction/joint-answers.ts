import type { Split } from '../dataset/dataset.ts';
import { type Answer, answersOf } from '../evaluation/answers.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import type { AnsweredRun, Run } from '../training/run.ts';
import { outputOrders } from './output-orders.ts';

/** Awaited between one run and the next, so that who shows it can do something else: runs have many answers. */
export type Pause = () => Promise<void>;

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
export const judgedRun = (run: AnsweredRun, split: Split): JudgedRun => ({
  run,
  answers: answersOf(run.answers[split] ?? { predictions: [] }, run.temperature),
});

/**
 * The photos that every run has judged, with what each says of them. An evaluation holds the photos that were held out
 * from its run, so one that any of the runs was trained on is not among them. One whose label is another class in one
 * of the runs (it was moved since) is left out too: they were asked different questions.
 * @throws FailureError where the runs have different classes
 */
export async function jointAnswers(judged: readonly JudgedRun[], pause: Pause): Promise<JointAnswers> {
  const orders = outputOrders(judged.map(({ run }) => run));
  const byPhoto: ReadonlyMap<string, Answer>[] = [];
  let common = judged[0]?.answers ?? [];
  for (const [run, { answers }] of judged.entries()) {
    const its = new Map(answers.map((answer) => [answer.sampleId, answer]));
    common = common.filter(({ sampleId, label }) => its.get(sampleId)?.label === orders[run]?.[label]);
    byPhoto.push(its);
    await pause();
  }
  const photos = common.map(({ sampleId, label }) => ({ sampleId, label }));
  const probabilities: Float32Array[][] = [];
  for (const [run, its] of byPhoto.entries()) {
    const order = orders[run] ?? [];
    // Nearly always; and there may be a hundred thousand answers.
    const same = order.every((index, i) => index === i);
    const said = photos.map(({ sampleId }) => its.get(sampleId)?.probabilities ?? new Float32Array());
    probabilities.push(same ? said : said.map((values) => inOrder(values, order)));
    await pause();
  }
  return { photos, probabilities };
}

/** The values that an order names, in that order. */
export function inOrder(values: Float32Array, order: readonly number[]): Float32Array {
  return Float32Array.from(order, (index) => values[index]!);
}

/**
 * The weighted mean of probabilities.
 * @param probabilities by member, of the same classes in the same order
 * @param weights of the members; add up to 1
 */
export function meanProbabilities(
  probabilities: readonly Float32Array[],
  weights: readonly number[],
): Float64Array {
  const mean = new Float64Array(probabilities[0]?.length ?? 0);
  probabilities.forEach((of, member) => {
    addTo(mean, of, weights[member]!);
  });
  return mean;
}

function addTo(mean: Float64Array, values: Float32Array, weight: number): void {
  for (let i = 0; i < mean.length; i++) mean[i]! += weight * values[i]!;
}

/** The weighted mean of the runs' probabilities for each photo. */
export async function meanAnswers(
  { photos, probabilities }: JointAnswers,
  weights: readonly number[],
  pause: Pause,
): Promise<readonly Float64Array[]> {
  const classes = probabilities[0]?.[0]?.length ?? 0;
  const means = photos.map(() => new Float64Array(classes));
  // Run by run: a photo's answers need not be gathered first.
  for (const [run, answers] of probabilities.entries()) {
    const weight = weights[run]!;
    if (weight === 0) continue;
    means.forEach((mean, photo) => {
      addTo(mean, answers[photo] ?? new Float32Array(), weight);
    });
    await pause();
  }
  return means;
}

/** A probability may have come out as 0; its logarithm would spread infinities. */
const TINY = 1e-30;

/**
 * The weighted mean of several runs' answers (Lakshminarayanan et al. 2017, here calibrated and weighted), as the answers
 * of one model: logits are the logarithms of the mean
 * probabilities, so that their softmax at temperature 1 is that mean and every figure of an evaluation holds for it.
 * @param means as `meanAnswers` gives them
 */
export function meanEvaluation(
  split: Split,
  { photos }: JointAnswers,
  means: readonly Float64Array[],
): Evaluation {
  return evaluate(
    split,
    photos.map((photo, i) => {
      const logits = new Float32Array(means[i] ?? []);
      for (let c = 0; c < logits.length; c++) logits[c] = Math.log(Math.max(means[i]?.[c] ?? 0, TINY));
      return { ...photo, logits };
    }),
  );
}
