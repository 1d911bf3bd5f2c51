import type { Split } from '../dataset/dataset.ts';

/** What the model says of one labelled photo. Labels are indices into the run's classes. */
export interface Prediction {
  readonly sampleId: string;
  readonly label: number;
  /** The class of the largest logit. */
  readonly predicted: number;
  /**
   * Of each class, before any temperature: their softmax are the model's own probabilities. Where several views were
   * averaged they are such that their softmax is the mean probability.
   */
  readonly logits: Float32Array;
  /** How much the photo looks like one of the classes (known-features.ts); missing where the run can't tell. */
  readonly score?: number;
}

/** A model's answers for one split. Every figure is derived from these. */
export interface Evaluation {
  readonly split: Split;
  /** Mean cross-entropy at temperature 1, nats. */
  readonly loss: number;
  readonly predictions: readonly Prediction[];
}

/** How a model did on one split, without its answers. */
export interface EvaluationSummary {
  readonly split: Split;
  /** Mean cross-entropy at temperature 1, nats. */
  readonly loss: number;
  /** Photos that were judged, and those of them that it got right. */
  readonly total: number;
  readonly correct: number;
}

export const summaryOf = ({ split, loss, predictions }: Evaluation): EvaluationSummary => ({
  split,
  loss,
  total: predictions.length,
  correct: correctCount({ predictions }),
});

/** How many of the photos the model got right. */
export function correctCount({ predictions }: Pick<Evaluation, 'predictions'>): number {
  return predictions.reduce((right, { label, predicted }) => right + Number(label === predicted), 0);
}
