import type { Patch } from '../dataset/dataset.ts';
import type { Ensemble } from '../prediction/ensemble.ts';
import type { Recipe } from '../training/recipe.ts';
import type { Run } from '../training/run.ts';

/** A change of the whole project, as it is written down. */
export interface StoredChange {
  readonly patch: Patch;
  /** As they are from now on, deleted ones among them. */
  readonly runs: readonly Run[];
  readonly ensembles: readonly Ensemble[];
  /** Unfinished runs that come or go. */
  readonly unfinished: readonly { readonly runId: string; readonly discarded: boolean }[];
  /** Null: it stays. */
  readonly recipe: Recipe | null;
}
