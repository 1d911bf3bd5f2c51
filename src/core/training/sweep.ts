import type { Recipe } from './recipe.ts';

/** grid: every combination; random: some of them; halving: many for few epochs, the better half goes on. */
export type SweepMethod = 'grid' | 'random' | 'halving';

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
  /** Epochs trained: with halving fewer than the recipe's where it did not go on. */
  readonly epochs: number;
  /** On the validation photos: share, and nats. */
  readonly accuracy: number;
  readonly loss: number;
  readonly milliseconds: number;
}
