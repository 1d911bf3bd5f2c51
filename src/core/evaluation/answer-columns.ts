import type { Split } from '../dataset/dataset.ts';
import { argmax } from '../training/metrics.ts';
import type { Evaluation, Prediction } from './evaluation.ts';

/**
 * A model's answers as they are stored and handed over: in columns, so that those for ten thousand photos are a few arrays
 * and not ten thousand objects.
 */
export interface AnswerColumns extends Omit<Evaluation, 'predictions'> {
  readonly sampleIds: readonly string[];
  readonly labels: Int32Array;
  /** [photos, classes]. */
  readonly logits: Float32Array;
  /** NaN: the run can't tell of this photo; null: of none. */
  readonly scores: Float64Array | null;
}

/** On their way to the page, which has no time to look through all logits. */
export interface ToldColumns extends AnswerColumns {
  /** The class of the largest logit. */
  readonly predicted: Int32Array;
}

/** A run's answers by split; null where it has not judged the split's photos, or they are not stored any more. */
export type StoredAnswers = { readonly [S in Split]: AnswerColumns | null };
export type ToldAnswers = { readonly [S in Split]: ToldColumns | null };

export function toColumns({ split, loss, predictions }: Evaluation): AnswerColumns {
  const width = predictions[0]?.logits.length ?? 0;
  const logits = new Float32Array(predictions.length * width);
  predictions.forEach((prediction, i) => {
    logits.set(prediction.logits, i * width);
  });
  return {
    split,
    loss,
    sampleIds: predictions.map(({ sampleId }) => sampleId),
    labels: Int32Array.from(predictions, ({ label }) => label),
    logits,
    scores: predictions.some(({ score }) => score !== undefined)
      ? Float64Array.from(predictions, ({ score }) => score ?? Number.NaN)
      : null,
  };
}

/** Adds what is found by looking through all logits. */
export function toldColumns(columns: AnswerColumns): ToldColumns {
  const { sampleIds, logits } = columns;
  const width = logits.length / Math.max(1, sampleIds.length);
  const predicted = Int32Array.from(sampleIds, (_, i) => argmax(logits.subarray(i * width, (i + 1) * width)));
  return { ...columns, predicted };
}

/** @returns logits that are views of the columns' */
export function fromColumns(columns: AnswerColumns | ToldColumns): Evaluation {
  const { split, loss, sampleIds, labels, logits, scores, predicted } =
    'predicted' in columns ? columns : toldColumns(columns);
  const width = sampleIds.length > 0 ? logits.length / sampleIds.length : 0;
  const predictions = sampleIds.map((sampleId, i): Prediction => {
    const row = logits.subarray(i * width, (i + 1) * width);
    const score = scores?.[i] ?? Number.NaN;
    const answer = { sampleId, label: labels[i] ?? 0, predicted: predicted[i] ?? 0, logits: row };
    return Number.isNaN(score) ? answer : { ...answer, score };
  });
  return { split, loss, predictions };
}
