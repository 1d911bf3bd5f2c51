import type { Patch } from '../dataset/dataset.ts';
import type { Ensemble } from '../prediction/ensemble.ts';
import type { Recipe } from '../training/recipe.ts';
import type { Run } from '../training/run.ts';

/** A change of the project, as it is written down. What is absent stays. */
export interface StoredChange {
  readonly patch?: Patch;
  readonly recipe?: Recipe;
  /** As they are from now on, deleted ones among them. */
  readonly runs?: readonly Run[];
  readonly ensembles?: readonly Ensemble[];
  /** Unfinished runs that come or go; those that are thrown away are gone when the page is next opened. */
  readonly unfinished?: readonly { readonly runId: string; readonly discarded: boolean }[];
}
