import { largest, smallest } from '../extremes.ts';
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

/** How good the models of a cross-validation are together, and how far they lie apart. */
export interface CrossValidationFigures {
  /** Share of right answers over all models, each photo once a repeat. */
  readonly mean: number;
  /** Standard deviation of the models' shares (n − 1); 0 for a single one. */
  readonly deviation: number;
  /** Of the models' shares. */
  readonly lowest: number;
  readonly highest: number;
  /** What each repeat got right, all its folds together: each photo is judged once in it. */
  readonly repeats: readonly { readonly correct: number; readonly total: number }[];
}

export function crossValidationFigures({
  models,
  repeats,
}: Pick<CrossValidation, 'models' | 'repeats'>): CrossValidationFigures {
  const shares = models.map(({ correct, total }) => correct / total);
  const average = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const squares = shares.reduce((sum, share) => sum + (share - average) ** 2, 0);
  const sums = Array.from({ length: repeats }, (_, repeat) =>
    sumOf(models.filter((m) => m.repeat === repeat)),
  );
  const { correct, total } = sumOf(models);
  return {
    mean: correct / total,
    deviation: shares.length > 1 ? Math.sqrt(squares / (shares.length - 1)) : 0,
    lowest: smallest(shares),
    highest: largest(shares),
    repeats: sums,
  };
}

function sumOf(models: readonly Fold[]): { readonly correct: number; readonly total: number } {
  return models.reduce(
    (sum, { correct, total }) => ({ correct: sum.correct + correct, total: sum.total + total }),
    { correct: 0, total: 0 },
  );
}
