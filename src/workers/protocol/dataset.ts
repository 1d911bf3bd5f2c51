import type { Dataset, ImportedImage, Sample } from '../../core/dataset/dataset.ts';
import type { DuplicateSearch } from '../../core/dataset/duplicates.ts';
import type { CodePage, FoundFiles, ImportItem } from '../../core/dataset/import/found-files.ts';
import type {
  DroppedFile,
  ImportCorrections,
  ImportPlace,
  ImportPlan,
  PackedListing,
} from '../../core/dataset/import/import-plan.ts';
import type { PictureFigures } from '../../core/evaluation/picture-figures.ts';
import type { Ensemble } from '../../core/prediction/ensemble.ts';
import type { Failure } from '../../core/project/failure.ts';
import type { StoredChange } from '../../core/project/stored-change.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { Run, UnfinishedRun } from '../../core/training/run.ts';
import type { Progress } from './progress.ts';
import type { AnalysisEvent } from './training.ts';

/** What the worker found on disk at the start, without what comes in parts before. */
export interface StoredProject {
  readonly dataset: Omit<Dataset, 'samples'>;
  readonly recipe: Recipe | null;
  /** Newest first. */
  readonly unfinished: readonly UnfinishedRun[];
  /** Newest first. */
  readonly ensembles: readonly Ensemble[];
}

/** Parts of the stored project, in their order: in one message ten thousand photos and their runs take the page 130 ms. */
export type OpenEvent =
  | { readonly kind: 'samples'; readonly samples: readonly Sample[] }
  /** Newest first. */
  | { readonly kind: 'run'; readonly run: Run };

export type ImportEvent =
  | { readonly kind: 'images'; readonly images: readonly ImportedImage[] }
  | { readonly kind: 'rejected'; readonly failure: Failure }
  | { readonly kind: 'progress'; readonly progress: Progress };

/** What is stored, and the photos. */
export interface DatasetJobs {
  /** Reads what was stored. `sweep`: takes away what was deleted, and pictures that nothing refers to. */
  open: {
    request: {
      readonly sweep: boolean;
      /** An unfinished run that counts as thrown away, marked or not; null: none does. */
      readonly stopped: string | null;
    };
    event: OpenEvent;
    result: StoredProject;
  };
  /** Writes down a change of the project, all of it or nothing. Changes are written in the order in which they are asked for. */
  write: { request: StoredChange; event: never; result: null };
  /** Looks into files whose names don't tell what they are: archives, lists of labels, files of any other ending. */
  listFiles: {
    request: {
      readonly files: readonly DroppedFile<Blob>[];
      /** In which archives' names are read, by path, where the person has chosen one. */
      readonly pages: ReadonlyMap<string, CodePage>;
    };
    event: never;
    result: FoundFiles;
  };
  /** Reads class and split of everything that was listed. */
  planImport: {
    request: {
      readonly listing: PackedListing;
      readonly place: ImportPlace;
      readonly corrections: ImportCorrections;
    };
    event: never;
    result: ImportPlan;
  };
  /** Reads, checks, hashes and stores pictures; makes their thumbnails. */
  import: { request: { readonly files: readonly ImportItem<Blob>[] }; event: ImportEvent; result: null };
  /** Thumbnails (square JPEG, 192 px) by hash; null where there is none. */
  thumbnails: {
    request: { readonly hashes: readonly string[] };
    event: never;
    result: readonly (Blob | null)[];
  };
  /** The stored file of a picture. */
  image: { request: { readonly hash: string }; event: never; result: Blob };
  /** Brightness and sharpness of stored pictures, from their thumbnails; null where there is none. */
  pictureFigures: {
    request: { readonly hashes: readonly string[] };
    event: never;
    result: readonly (PictureFigures | null)[];
  };
  /** Finds photos that show nearly the same, by their features under a backbone. */
  duplicates: {
    request: {
      readonly backbone: string;
      readonly samples: readonly Sample[];
      /** Compared with these where their features are cached; nothing is extracted for them. */
      readonly ifCached: readonly Sample[];
    };
    event: AnalysisEvent;
    result: DuplicateSearch;
  };
}
