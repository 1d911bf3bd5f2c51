import type { Split } from '../dataset/dataset.ts';
import { logSumExp, softmax } from '../softmax.ts';
import { argmax } from '../training/metrics.ts';
import type { Evaluation, Prediction } from './evaluation.ts';

/** What a model says of a labelled photo; `label` is an index into the run's classes. */
export type LabelledLogits = Omit<Prediction, 'predicted'>;

/** A model's answers for labelled photos. The loss of no photos is 0. */
export function evaluate(split: Split, photos: readonly LabelledLogits[]): Evaluation {
  let loss = 0;
  const predictions = photos.map((photo): Prediction => {
    loss += logSumExp(photo.logits) - (photo.logits[photo.label] ?? 0);
    return { ...photo, predicted: argmax(photo.logits) };
  });
  return { split, loss: photos.length > 0 ? loss / photos.length : 0, predictions };
}

/**
 * What is said of several views of one photo (test-time augmentation), as one answer: logits whose softmax is the mean
 * of the views' probabilities, and whose energy is the mean of theirs.
 * @param views their logits; at least one
 */
export function meanLogits(views: readonly Float32Array[]): Float32Array {
  const [first] = views;
  if (first === undefined) throw new RangeError('No views to average');
  if (views.length === 1) return first;
  const sum = new Float64Array(first.length);
  let energy = 0;
  for (const view of views) {
    energy += logSumExp(view);
    softmax(view).forEach((probability, i) => {
      sum[i] = (sum[i] ?? 0) + probability;
    });
  }
  // A probability may have come out as 0; its logarithm would spread infinities.
  const tiny = 1e-30;
  return Float32Array.from(
    sum,
    (total) => Math.log(Math.max(total / views.length, tiny)) + energy / views.length,
  );
}
