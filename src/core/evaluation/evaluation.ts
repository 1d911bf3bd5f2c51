import type { Split } from '../dataset/dataset.ts';

/** What the model says of one labelled photo. Labels are indices into the run's classes. */
export interface Prediction {
  readonly sampleId: string;
  readonly label: number;
  readonly predicted: number;
  /** Probability of `predicted`, 0…1. */
  readonly probability: number;
}

/** A model's answers for one split. Every figure is derived from these. */
export interface Evaluation {
  readonly split: Split;
  /** Mean cross-entropy, nats. */
  readonly loss: number;
  readonly predictions: readonly Prediction[];
}
