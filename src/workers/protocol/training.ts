import type { Augmentation } from '../../core/augmentation/augmentation.ts';
import type { ClassLabel, Sample } from '../../core/dataset/dataset.ts';
import type { AdviceFigures } from '../../core/training/advice-figures.ts';
import type { TrainingRequest } from '../../core/training/checkpoint.ts';
import type { Plan } from '../../core/training/plan.ts';
import type { RateSearch } from '../../core/training/rate-search.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { BatchMetrics, EpochMetrics, Run } from '../../core/training/run.ts';
import type { Progress, StepEvent } from './progress.ts';

export type TrainEvent =
  | { readonly kind: 'preparing'; readonly what: string }
  /** Pictures go through the backbone: to its end, or, filling the boundary cache, up to a block. */
  | { readonly kind: 'extracting'; readonly upTo: string | null; readonly progress: Progress }
  /** Comparing photos, finding out what the head reads, judging by models that leave photos out: so many steps of all. */
  | { readonly kind: 'comparing' | 'choosing' | 'judging'; readonly done: number; readonly total: number }
  | { readonly kind: 'batch'; readonly metrics: BatchMetrics }
  | {
      readonly kind: 'epoch';
      readonly metrics: EpochMetrics;
      /** The epoch that would be kept, were this the last; null: the last one, whichever it is. */
      readonly kept: number | null;
      /** Of a head that is solved: the share of the way from the first iteration to the last, 0…1, a guess. */
      readonly share?: number;
    };

/** A recipe and the photos to judge it on: what most analyses are asked with. */
export interface RecipeOnPhotos {
  readonly recipe: Recipe;
  readonly classes: readonly ClassLabel[];
  readonly samples: readonly Sample[];
}

/** Preparing and extracting as in training, then steps of the analysis's own: folds, trials. */
export type AnalysisEvent = Extract<TrainEvent, { kind: 'preparing' | 'extracting' }> | StepEvent;

/** Networks, by their ids, take their turns: each is loaded, looks at a sample of the photos, and its depths are compared. */
export type AdviseEvent =
  | { readonly kind: 'loading' | 'comparing'; readonly network: string }
  | {
      readonly kind: 'looking';
      readonly network: string;
      /** Photos, each counted once for each network that looks at it. */
      readonly done: number;
      readonly total: number;
      /** Until all networks have looked; null: not known yet. */
      readonly secondsLeft: number | null;
    };

/** A recipe, before and while it trains. */
export interface TrainingJobs {
  /**
   * Extracts what is missing, trains the head, fine-tunes, evaluates on validation, stores the run. Cancelled, it
   * leaves a checkpoint where it had fine-tuned for an epoch; begun again with the same id, it goes on from there.
   */
  train: {
    request: TrainingRequest;
    event: TrainEvent;
    result: Run;
  };
  /** Goes on with an unfinished run from its checkpoint, with the photos and the recipe that it began with. */
  resume: { request: { readonly runId: string }; event: TrainEvent; result: Run };
  /** Measures this machine on a recipe's phases, for about a second, and says what they will take. */
  plan: {
    request: {
      readonly recipe: Recipe;
      readonly classes: number;
      readonly train: readonly string[];
      readonly validation: readonly string[];
    };
    event: never;
    result: Plan;
  };
  /** Trains a fresh head over rising learning rates, on cached features; extracts what is missing. */
  searchRate: {
    request: RecipeOnPhotos;
    event: TrainEvent;
    result: RateSearch;
  };
  /** Tries networks, by their ids, on a sample of the photos, extracting what is missing, and measures this machine. */
  advise: {
    request: RecipeOnPhotos & { readonly networks: readonly string[] };
    event: AdviseEvent;
    result: AdviceFigures;
  };
  /** Views of one picture as training gets them, the first `count` of them; the picture itself is not among them. */
  preview: {
    request: {
      readonly hash: string;
      readonly augmentation: Augmentation;
      readonly seed: number;
      readonly count: number;
      readonly backbone: string;
    };
    event: never;
    result: readonly ImageBitmap[];
  };
}
