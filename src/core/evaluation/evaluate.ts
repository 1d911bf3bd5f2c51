import type { Split } from '../dataset/dataset.ts';
import { argmax, sumMetrics } from '../training/metrics.ts';
import type { Evaluation, Prediction } from './evaluation.ts';

/** What a model says of a labelled photo; `label` is an index into the run's classes. */
export interface LabelledProbabilities {
  readonly sampleId: string;
  readonly label: number;
  /** Of each class; sum to 1. */
  readonly probabilities: Float32Array;
}

/** A model's answers for labelled photos. The loss of no photos is 0. */
export function evaluate(split: Split, photos: readonly LabelledProbabilities[]): Evaluation {
  let loss = 0;
  const predictions = photos.map(({ sampleId, label, probabilities }): Prediction => {
    loss += sumMetrics(probabilities, [label]).loss;
    const predicted = argmax(probabilities);
    return { sampleId, label, predicted, probability: probabilities[predicted] ?? 0 };
  });
  return { split, loss: photos.length > 0 ? loss / photos.length : 0, predictions };
}

/** The mean of what is said of several views of one photo (test-time augmentation); views must not be empty. */
export function meanProbabilities(views: readonly Float32Array[]): Float32Array {
  const [first, ...rest] = views;
  const sum = Float32Array.from(first ?? []);
  for (const view of rest) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (view[i] ?? 0);
  return sum.map((value) => value / views.length);
}
