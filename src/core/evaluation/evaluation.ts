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
