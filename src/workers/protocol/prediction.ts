import type { CodePage } from '../../core/dataset/import/found-files.ts';
import type { DroppedFile } from '../../core/dataset/import/import-plan.ts';
import type { EnsembleMember } from '../../core/prediction/ensemble.ts';
import type { Failure } from '../../core/project/failure.ts';
import type { Progress } from './progress.ts';

export interface TopPrediction {
  /** Calibrated probability of each of the classes, in the first member's order; sums to 1. */
  readonly probabilities: readonly number[];
  /** By member: how much it looks like one of the classes (core/evaluation/known-features.ts); null where the run can't tell. */
  readonly scores: readonly (number | null)[];
  /** Milliseconds from the decoded picture to the probabilities. */
  readonly milliseconds: number;
}

/** A picture, or an archive of them. */
export interface FileToAnswer extends DroppedFile<Blob> {
  /** Paths of the pictures in an archive that are wanted; all where it's absent. */
  readonly only?: ReadonlySet<string>;
  /** In which an archive's names are read; told by their bytes where it's absent. */
  readonly page?: CodePage;
}

/** What is said of one of many files. */
export interface FileAnswer {
  /** As it came: folders and name. */
  readonly path: string;
  /** As in `TopPrediction`. */
  readonly probabilities: readonly number[];
  readonly scores: readonly (number | null)[];
  /** Square JPEG, 192 px. */
  readonly thumbnail: Blob;
}

/** What runs say of new pictures. */
export interface PredictionJobs {
  /** What a run, or several together, say of one picture. */
  predict: {
    request: {
      /** At least one; of several the weighted mean is answered. */
      readonly members: readonly EnsembleMember[];
      readonly image: Blob | ImageBitmap;
      /** As for `evaluate`. */
      readonly views: number;
    };
    event: never;
    result: TopPrediction;
  };
  /** Answers for many pictures, in the order in which they come out of folders and zips. */
  predictFiles: {
    request: {
      readonly members: readonly EnsembleMember[];
      readonly files: readonly FileToAnswer[];
      /** As for `evaluate`. */
      readonly views: number;
    };
    event: /** Comes first; a second time from the worker that took over: what the one before had told holds no longer. */
      | { readonly kind: 'begun' }
      | { readonly kind: 'answers'; readonly answers: readonly FileAnswer[] }
      | { readonly kind: 'rejected'; readonly failure: Failure }
      | { readonly kind: 'progress'; readonly progress: Progress };
    result: null;
  };
}
