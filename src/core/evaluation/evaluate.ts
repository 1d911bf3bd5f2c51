import type { Split } from '../dataset/dataset.ts';
import { type Head, predictProbabilities } from '../training/head.ts';
import { argmax, sumMetrics } from '../training/metrics.ts';
import type { Evaluation, Prediction } from './evaluation.ts';

/** A labelled photo's features; `label` is an index into the run's classes. */
export interface LabelledFeatures {
  readonly sampleId: string;
  readonly label: number;
  readonly features: Float32Array;
}

/** What a head says of labelled photos. The loss of no photos is 0. */
export function evaluate(head: Head, split: Split, photos: readonly LabelledFeatures[]): Evaluation {
  let loss = 0;
  const predictions = photos.map(({ sampleId, label, features }): Prediction => {
    const probabilities = predictProbabilities(head, features);
    loss += sumMetrics(probabilities, [label]).loss;
    const predicted = argmax(probabilities);
    return { sampleId, label, predicted, probability: probabilities[predicted] ?? 0 };
  });
  return { split, loss: photos.length > 0 ? loss / photos.length : 0, predictions };
}
