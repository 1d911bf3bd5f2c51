import { softmax } from '../softmax.ts';
import type { Evaluation, Prediction } from './evaluation.ts';
import { rankOf } from './top-k.ts';

/** A prediction with its calibrated probabilities. */
export interface Answer extends Prediction {
  /** Of each class; they sum to 1. */
  readonly probabilities: Float32Array;
  /** Of `predicted`: how sure the model is. */
  readonly probability: number;
  /** How many classes it finds likelier than the label: 0 where that is the answer. */
  readonly rank: number;
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
    const { label, predicted, logits } = prediction;
    const probabilities = softmax(logits, temperature);
    return {
      ...prediction,
      probabilities,
      probability: probabilities[predicted] ?? 0,
      rank: rankOf(label, logits),
    };
  });
}

/** Probabilities that are made in one go: a few milliseconds. */
const AT_ONCE = 200_000;

/** The same in parts: for thousands of photos of thousands of classes it takes longer than a page may stand still. */
export function* answersInParts(
  { predictions }: Pick<Evaluation, 'predictions'>,
  temperature: number,
): Generator<undefined, readonly Answer[]> {
  const step = Math.ceil(AT_ONCE / (predictions[0]?.logits.length || 1));
  const answers: Answer[] = [];
  for (let from = 0; from < predictions.length; from += step) {
    if (from > 0) yield;
    for (const answer of answersOf({ predictions: predictions.slice(from, from + step) }, temperature))
      answers.push(answer);
  }
  return answers;
}
