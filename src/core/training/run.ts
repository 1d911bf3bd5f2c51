import type { ClassLabel } from '../dataset/dataset.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import type { Recipe } from './recipe.ts';

/** Loss is mean cross-entropy in nats; accuracy is a share, 0…1. Validation is null where the split is empty. */
export interface EpochMetrics {
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
}

/** Metrics of the running epoch so far; `progress` counts epochs, with a fraction. */
export interface BatchMetrics {
  readonly progress: number;
  readonly loss: number;
  readonly accuracy: number;
}

/** What a training left behind; its weights lie in storage under its id. */
export interface Run {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly recipe: Recipe;
  /** The classes as they were, in the order of the model's outputs. */
  readonly classes: readonly ClassLabel[];
  readonly backend: string;
  readonly counts: { readonly train: number; readonly validation: number; readonly test: number };
  readonly history: readonly EpochMetrics[];
  readonly validation: Evaluation | null;
  readonly test: Evaluation | null;
  /** How often the test split was looked at with this run. */
  readonly testOpened: number;
  /** Deleted by the person; kept until the page is next opened, so that it can be undone. */
  readonly deleted: boolean;
  /** Milliseconds. `extraction` is 0 where every feature was cached. */
  readonly timing: { readonly extraction: number; readonly extracted: number; readonly head: number };
}
