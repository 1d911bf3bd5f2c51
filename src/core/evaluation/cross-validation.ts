import type { Prediction } from './evaluation.ts';

/** One model of a cross-validation, judged on the photos that it did not learn from. */
export interface Fold {
  /** From 0. */
  readonly repeat: number;
  readonly correct: number;
  readonly total: number;
  /** Mean cross-entropy of those photos, nats. */
  readonly loss: number;
}

/** What several models of one recipe say, each of photos that it has not seen. */
export interface CrossValidation {
  /** Folds a repeat. */
  readonly folds: number;
  readonly repeats: number;
  readonly models: readonly Fold[];
  /** Of each photo, in the first repeat: what the model says that did not learn from it. */
  readonly outOfFold: readonly Prediction[];
  readonly milliseconds: number;
}
