import type { BackboneDepth } from '../../../core/backbone/card.ts';
import type { Folds } from '../../../core/evaluation/folds.ts';
import type { FeatureRows } from '../../../core/features/feature-rows.ts';
import type { TrainingRequest } from '../../../core/training/checkpoint.ts';
import type { Head } from '../../../core/training/head.ts';
import type { Backbone, BackboneFiles } from '../../../engine/backbone/load.ts';
import type { ReadDecision } from './decide-read.ts';
import type { Standing, TrainContext } from './learn.ts';
import type { TrainingPhotos } from './photos.ts';
import type { TrainingViews } from './views.ts';

/** A training under way, once its features are there and it is decided what is read. */
export interface Training {
  readonly request: TrainingRequest;
  readonly context: TrainContext;
  /** The whole network, as it was downloaded. */
  readonly backbone: Backbone;
  /** Where blocks are to learn: the network up to what is read. */
  readonly files: BackboneFiles | null;
  readonly photos: TrainingPhotos;
  /** Of the training photos; null: the validation photos are judged, where there are any. */
  readonly folds: Folds | null;
  readonly views: TrainingViews;
  readonly decision: ReadDecision;
  /** Those that are read. */
  readonly depths: readonly BackboneDepth[];
  /** At these depths, side by side. */
  readonly features: FeatureRows;
  readonly standing: Standing;
}

/** What a training has learned, and what was said of the photos that are judged. */
export interface Learned {
  readonly head: Head;
  /** Of the training photos in folds, or of the validation photos: photos · classes values; null: there are none. */
  readonly logits: Float32Array | null;
}
