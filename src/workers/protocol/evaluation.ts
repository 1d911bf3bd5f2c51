import type { ClassLabel, Sample, Split } from '../../core/dataset/dataset.ts';
import type { ToldAnswers } from '../../core/evaluation/answer-columns.ts';
import type { CrossValidation } from '../../core/evaluation/cross-validation.ts';
import type { EvaluationSummary } from '../../core/evaluation/evaluation.ts';
import type { Neighbour } from '../../core/evaluation/neighbour.ts';
import type { Saliency, SaliencyMethod } from '../../core/evaluation/saliency.ts';
import type { EnsembleMember } from '../../core/prediction/ensemble.ts';
import type { Trial } from '../../core/training/sweep.ts';
import type { AnalysisEvent, RecipeOnPhotos, TrainEvent } from './training.ts';

/** How good a run is, and why. */
export interface EvaluationJobs {
  /** What a run says of each photo that it has judged, by split. */
  answers: { request: { readonly runId: string }; event: never; result: ToldAnswers };
  /** Evaluates a stored run on samples of one split, and stores its answers. */
  evaluate: {
    request: {
      readonly runId: string;
      readonly split: Split;
      readonly samples: readonly Sample[];
      /** The samples'. */
      readonly classes: readonly ClassLabel[];
      /** Test-time augmentation: the mean over the photo and this many views drawn as in training. */
      readonly views: number;
    };
    event: TrainEvent;
    result: EvaluationSummary;
  };
  /** Trains the recipe's head on all but one part of the training and validation photos, for each part, on cached features. */
  crossValidate: {
    request: RecipeOnPhotos & { readonly folds: number; readonly repeats: number };
    event: AnalysisEvent;
    result: CrossValidation;
  };
  /** Trains each recipe's head on cached features. */
  sweep: {
    request: Omit<RecipeOnPhotos, 'recipe'> & {
      readonly trials: readonly Pick<Trial, 'values' | 'recipe'>[];
    };
    event: AnalysisEvent | { readonly kind: 'trial'; readonly trial: Trial };
    result: readonly Trial[];
  };
  /** The nearest of the samples to each picture (by hash), in a run's feature space; a picture isn't near itself. */
  neighbours: {
    request: {
      readonly runId: string;
      readonly hashes: readonly string[];
      readonly samples: readonly Sample[];
      readonly count: number;
    };
    event: AnalysisEvent;
    result: readonly (readonly Neighbour[])[];
  };
  /** Where in a picture a run, or several together, see a class. An ImageBitmap is closed here. */
  saliency: {
    request: {
      /** At least one. */
      readonly members: readonly EnsembleMember[];
      /** A stored picture's hash, or a picture. */
      readonly image: string | Blob | ImageBitmap;
      /** Index into the first member's classes; null: the predicted one. */
      readonly label: number | null;
      readonly method: SaliencyMethod;
    };
    event: AnalysisEvent;
    result: Saliency;
  };
  /** Lays samples out in two dimensions by their features; PCA first, then UMAP's layouts as they come. */
  featureMap: {
    request: {
      readonly backbone: string;
      /** Of a run that fine-tuned the backbone; null: the backbone as it was downloaded. */
      readonly runId: string | null;
      readonly samples: readonly Sample[];
      readonly seed: number;
    };
    /** `points`: x and y of each sample, within −1…1. */
    event: AnalysisEvent | { readonly kind: 'layout'; readonly points: Float32Array };
    result: Float32Array;
  };
}
