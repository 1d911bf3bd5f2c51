import type { Recipe } from './recipe.ts';

/** A hyperparameter and the values to try. */
export type SweepAxis =
  | {
      readonly key: 'learningRate' | 'weightDecay' | 'labelSmoothing' | 'dropout' | 'mixup';
      readonly values: readonly number[];
    }
  | { readonly key: 'epochs' | 'batchSize'; readonly values: readonly number[] };

/** One recipe that was tried. */
export interface Trial {
  /** The value of each axis, in the order of the axes. */
  readonly values: readonly number[];
  readonly recipe: Recipe;
  /** On the validation photos: share, and nats. */
  readonly accuracy: number;
  readonly loss: number;
  readonly milliseconds: number;
}
