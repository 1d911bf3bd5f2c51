import { softmax } from '../softmax.ts';
import type { Evaluation, Prediction } from './evaluation.ts';

/** A prediction with its calibrated probabilities. */
export interface Answer extends Prediction {
  /** Of each class; they sum to 1. */
  readonly probabilities: Float32Array;
  /** Of `predicted`: how sure the model is. */
  readonly probability: number;
}

/**
 * What a person is told of each photo: the one place where a run's temperature is applied to stored predictions.
 * @param temperature of the run; 1 leaves the model's own probabilities
 */
export function answersOf(
  { predictions }: Pick<Evaluation, 'predictions'>,
  temperature: number,
): readonly Answer[] {
  return predictions.map((prediction) => {
    const probabilities = softmax(prediction.logits, temperature);
    return { ...prediction, probabilities, probability: probabilities[prediction.predicted] ?? 0 };
  });
}
