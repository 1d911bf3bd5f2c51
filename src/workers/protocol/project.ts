import type { BackboneCard } from '../../core/backbone/card.ts';
import type { Dataset } from '../../core/dataset/dataset.ts';
import type { Ensemble } from '../../core/prediction/ensemble.ts';
import type { ProjectMerge } from '../../core/project/project-file-merge.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { Run } from '../../core/training/run.ts';
import type { StepEvent } from './progress.ts';

/** What a project's file held, stored already. */
export interface ProjectContents {
  readonly dataset: Dataset;
  readonly recipe: Recipe | null;
  readonly runs: readonly Run[];
  readonly ensembles: readonly Ensemble[];
  /** Networks that somebody brought; they show once the project is taken over. */
  readonly backbones: readonly BackboneCard[];
  /** Names of photos that this browser can't decode: they are not among those of the data set. */
  readonly leftOut: readonly string[];
}

/** The whole project as a file. */
export interface ProjectJobs {
  /** The whole project as one zip, written to disk first: it may be larger than memory. */
  saveProject: { request: null; event: StepEvent; result: File };
  /**
   * Reads a project's file and checks all of it, then takes it in: its pictures, weights and runs are stored under ids of
   * their own. Nothing that was there changes; the page shows what was read by the patch and lists it gets.
   */
  openProject: { request: { readonly file: File }; event: StepEvent; result: ProjectContents };
  /** What the project that was opened last would add to what is stored; nothing of it shows before it is taken over. */
  mergeProject: { request: null; event: never; result: ProjectMerge };
}
