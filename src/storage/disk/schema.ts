import type { DBSchema } from 'idb';
import type { ClassLabel, Sample, Split, SplitSettings } from '../../core/dataset/dataset.ts';
import type { AnswerColumns } from '../../core/evaluation/answer-columns.ts';
import type { KnownFeatures } from '../../core/evaluation/known-features.ts';
import type { Ensemble } from '../../core/prediction/ensemble.ts';
import type { Checkpoint, CheckpointWeights } from '../../core/training/checkpoint.ts';
import type { Head } from '../../core/training/head.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { Run } from '../../core/training/run.ts';

/** A part of a file, in bytes: the first, and the one after the last. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where a picture and its thumbnail lie, and what a second import of the same picture need not find out again. */
export interface StoredPicture {
  /** The file's name. */
  readonly pack: string;
  readonly picture: Stretch;
  readonly thumbnail: Stretch;
  /** Of the picture, upright. */
  readonly width: number;
  readonly height: number;
}

/** A picture's thumbnail as versions before 6 have stored it. */
export interface FormerThumbnail {
  /** JPEG file. */
  readonly jpeg: ArrayBuffer;
  /** Of the picture, upright. */
  readonly width: number;
  readonly height: number;
}

export interface Schema extends DBSchema {
  /** By id. */
  samples: { key: string; value: Sample };
  /** The one project's parts that are not lists of records, by name. */
  project: { key: 'classes' | 'split' | 'recipe'; value: readonly ClassLabel[] | SplitSettings | Recipe };
  /** By id. */
  runs: { key: string; value: Run; indexes: { number: number } };
  /** What a run says of each photo, by its id and the split: read when it is looked at. */
  answers: { key: [runId: string, split: Split]; value: AnswerColumns };
  /** A run's trained weights, by the run's id. */
  weights: { key: string; value: Head };
  /** Weights of a run's backbone that fine-tuning changed, by their names in model.json; by the run's id. */
  tuned: { key: string; value: ReadonlyMap<string, Float32Array> };
  /** Where a run's training photos lie in feature space, by the run's id. */
  known: { key: string; value: KnownFeatures };
  /** By id. */
  ensembles: { key: string; value: Ensemble };
  /** Of unfinished runs, by the run's id, without what they have learned. */
  checkpoints: { key: string; value: Omit<Checkpoint, keyof CheckpointWeights> };
  /** What unfinished runs have learned so far, which may be hundreds of megabytes; by the run's id. */
  progress: { key: string; value: CheckpointWeights };
  /** By the picture's hash. */
  pictures: { key: string; value: StoredPicture; indexes: { pack: string } };
  /** Of pictures that lie in files of their own, by the picture's hash: none is added since version 6. */
  thumbnails: { key: string; value: FormerThumbnail };
}
