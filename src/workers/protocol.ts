import type { Augmentation } from '../core/augmentation/augmentation.ts';
import type { BackendChoice, BackendInfo } from '../core/backbone/backend.ts';
import type { BackboneCard } from '../core/backbone/card.ts';
import type {
  BackboneInspection,
  BackboneSource,
  InputTrial,
  OwnBackbone,
} from '../core/backbone/own-backbone.ts';
import type { ClassLabel, Dataset, ImportedImage, Sample, Split } from '../core/dataset/dataset.ts';
import type { DuplicateSearch } from '../core/dataset/duplicates.ts';
import type { DroppedFile, PlannedFile } from '../core/dataset/import-plan.ts';
import type { Manifest } from '../core/dataset/manifest.ts';
import type { CrossValidation } from '../core/evaluation/cross-validation.ts';
import type { Evaluation } from '../core/evaluation/evaluation.ts';
import type { Neighbour } from '../core/evaluation/neighbour.ts';
import type { PictureFigures } from '../core/evaluation/picture-figures.ts';
import type { Saliency, SaliencyMethod } from '../core/evaluation/saliency.ts';
import type { ExportFormat } from '../core/export/exported.ts';
import type { ParityCheck } from '../core/export/parity.ts';
import type { Ensemble, EnsembleMember } from '../core/prediction/ensemble.ts';
import type { Failure } from '../core/project/failure.ts';
import type { ProjectMerge } from '../core/project/project-file-merge.ts';
import type { StoredChange } from '../core/project/stored-change.ts';
import type { AdviceFigures } from '../core/training/advice-figures.ts';
import type { TrainingRequest } from '../core/training/checkpoint.ts';
import type { Plan } from '../core/training/plan.ts';
import type { RateSearch } from '../core/training/rate-search.ts';
import type { Recipe } from '../core/training/recipe.ts';
import type { BatchMetrics, EpochMetrics, Run, UnfinishedRun } from '../core/training/run.ts';
import type { Trial } from '../core/training/sweep.ts';

/** Progress of a job that goes through many items. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Items a second, over the last seconds. */
  readonly rate: number;
}

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

export type TrainEvent =
  | { readonly kind: 'preparing'; readonly what: string }
  /** Pictures go through the backbone: to its end, or, filling the boundary cache, up to a block. */
  | { readonly kind: 'extracting'; readonly upTo: string | null; readonly progress: Progress }
  | { readonly kind: 'batch'; readonly metrics: BatchMetrics }
  | { readonly kind: 'epoch'; readonly metrics: EpochMetrics };

/** A recipe and the photos to judge it on: what most analyses are asked with. */
export interface RecipeOnPhotos {
  readonly recipe: Recipe;
  readonly classes: readonly ClassLabel[];
  readonly samples: readonly Sample[];
}

/** Preparing and extracting as in training, then steps of the analysis's own: folds, trials. */
export type AnalysisEvent =
  | Extract<TrainEvent, { kind: 'preparing' | 'extracting' }>
  | { readonly kind: 'step'; readonly done: number; readonly total: number };

export interface TopPrediction {
  /** Calibrated probability of each of the classes, in the first member's order; sums to 1. */
  readonly probabilities: readonly number[];
  /** By member: how much it looks like one of the classes (core/evaluation/known-features.ts); null where the run can't tell. */
  readonly scores: readonly (number | null)[];
  /** Milliseconds from the decoded picture to the probabilities. */
  readonly milliseconds: number;
}

/** Steps of a job's own. */
export type StepEvent = Extract<AnalysisEvent, { kind: 'step' }>;

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

/** Figures of this machine, measured now. */
export interface MachineFigures {
  /** Id of the backbone that was measured. */
  readonly backbone: string;
  readonly backend: BackendInfo;
  readonly batchSize: number;
  /** The bare backbone on ready tensors, milliseconds an image. */
  readonly forwardMsPerImage: number;
  /** A 1024³ float32 matMul, floating-point operations a second. */
  readonly matMulFlops: number;
  /** The forward's floating-point rate over the matMul's. */
  readonly efficiency: number;
}

/** Each kind of job: what it is asked, what it tells meanwhile, what it answers. */
export interface Jobs {
  /** Chooses and warms up the backend. Idempotent for the same choice. */
  start: {
    request: {
      readonly backend: BackendChoice;
      /** Threads of the WASM backend; null: half the cores. */
      readonly threads: number | null;
      /** Address of the site, for the models. */
      readonly base: string;
    };
    event: never;
    result: BackendInfo;
  };
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
  /** Reads lists of labels (CSV, TSV, JSON); those that can't be read are told. */
  manifests: {
    request: { readonly files: readonly DroppedFile<Blob>[] };
    event: never;
    result: { readonly manifests: readonly Manifest[]; readonly failures: readonly Failure[] };
  };
  /** Reads, checks, hashes and stores pictures; makes their thumbnails. */
  import: { request: { readonly files: readonly PlannedFile<Blob>[] }; event: ImportEvent; result: null };
  /** Thumbnails (square JPEG, 192 px) by hash; null where there is none. */
  thumbnails: {
    request: { readonly hashes: readonly string[] };
    event: never;
    result: readonly (Blob | null)[];
  };
  /** The stored file of a picture. */
  image: { request: { readonly hash: string }; event: never; result: Blob };
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
  /** Measures what advice rests on: the photos' features, extracting what is missing, and this machine. */
  advise: {
    request: RecipeOnPhotos;
    event: TrainEvent;
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
  /** Evaluates a stored run on samples of one split. */
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
    result: Evaluation;
  };
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
  /** Trains the recipe's head on all but one part of the training and validation photos, for each part, on cached features. */
  crossValidate: {
    request: RecipeOnPhotos & { readonly folds: number; readonly repeats: number };
    event: AnalysisEvent;
    result: CrossValidation;
  };
  /** Trains each recipe's head on cached features; `halving`: for few epochs first, the better half goes on. */
  sweep: {
    request: Omit<RecipeOnPhotos, 'recipe'> & {
      readonly trials: readonly Pick<Trial, 'values' | 'recipe'>[];
      readonly halving: boolean;
    };
    event: AnalysisEvent | { readonly kind: 'trial'; readonly trial: Trial };
    result: readonly Trial[];
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
  /** Brightness and sharpness of stored pictures, from their thumbnails; null where there is none. */
  pictureFigures: {
    request: { readonly hashes: readonly string[] };
    event: never;
    result: readonly (PictureFigures | null)[];
  };
  /** Answers for many pictures, in the order in which they come out of folders and zips. */
  predictFiles: {
    request: {
      readonly members: readonly EnsembleMember[];
      readonly files: readonly DroppedFile<Blob>[];
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
  /** Writes a run as a file that answers elsewhere as it does here, and reads it back to prove it. */
  exportModel: {
    request: {
      readonly runId: string;
      readonly format: ExportFormat;
      /** Hashes of stored pictures to go along as golden pictures; none: drawn ones. */
      readonly golden: readonly string[];
    };
    event: StepEvent;
    result: { readonly fileName: string; readonly file: Blob; readonly check: ParityCheck };
  };
  /** Reads a file that `exportModel` has written, of any format, as a run. */
  importModel: {
    request: { /** That the run gets. */ readonly runId: string; readonly file: File };
    event: StepEvent;
    result: { readonly run: Run; readonly check: ParityCheck };
  };
  /** The whole project as one zip, written to disk first: it may be larger than memory. */
  saveProject: { request: null; event: StepEvent; result: File };
  /**
   * Reads a project's file and checks all of it, then takes it in: its pictures, weights and runs are stored under ids of
   * their own. Nothing that was there changes; the page shows what was read by the patch and lists it gets.
   */
  openProject: { request: { readonly file: File }; event: StepEvent; result: ProjectContents };
  /** What the project that was opened last would add to what is stored; nothing of it shows before it is taken over. */
  mergeProject: { request: null; event: never; result: ProjectMerge };
  /** Backbones that the person has brought. `sweep`: those that were removed, or half stored, are deleted for good first. */
  ownBackbones: { request: { readonly sweep: boolean }; event: never; result: readonly BackboneCard[] };
  /** Reads a tfjs model, turns it into layers, and lists where it can be cut. Nothing is stored. */
  inspectBackbone: {
    request: { readonly files: BackboneSource<Blob> };
    event: StepEvent;
    result: BackboneInspection;
  };
  /** Tries what its pixels may want, on photos: how well the nearest class mean tells them apart with each. */
  tryBackbone: {
    request: {
      readonly files: BackboneSource<Blob>;
      readonly cut: string;
      readonly size: number;
      readonly classes: readonly ClassLabel[];
      readonly samples: readonly Sample[];
    };
    event: StepEvent;
    result: readonly InputTrial[];
  };
  /** Stores a brought backbone; from then on it's used like the others. */
  addBackbone: {
    request: { readonly files: BackboneSource<Blob>; readonly wanted: OwnBackbone };
    event: StepEvent;
    result: BackboneCard;
  };
  /** Marks a brought backbone as removed, or takes that back; it's gone when the page is next opened. */
  removeBackbone: { request: { readonly id: string; readonly removed: boolean }; event: never; result: null };
  /** Measures the backbone's bare forward and the backend's matMul. */
  measure: {
    request: { readonly backbone: string };
    event: never;
    result: MachineFigures;
  };
}

export type JobKind = keyof Jobs;
export type JobRequest<K extends JobKind> = Jobs[K]['request'];
export type JobEvent<K extends JobKind> = Jobs[K]['event'];
export type JobResult<K extends JobKind> = Jobs[K]['result'];

/** Samples, one array for each of what they have. */
export type SampleColumns = { readonly [K in keyof Sample]: readonly Sample[K][] };

/** A job that the page asks for. */
export type RunMessage<Kinds extends JobKind = JobKind> = {
  [K in Kinds]: {
    readonly type: 'run';
    readonly id: number;
    readonly kind: K;
    readonly request: JobRequest<K>;
    /** A list of samples that the request lacks meanwhile (pack.ts). */
    readonly columns?: SampleColumns;
  };
}[Kinds];

/** What the page posts to the worker. */
export type ToWorker = RunMessage | { readonly type: 'cancel'; readonly id: number };

/** What the worker posts to the page. */
export type FromWorker =
  | { readonly type: 'ready'; readonly lock: string }
  /** The device or context is gone; the worker can't go on. */
  | { readonly type: 'lost'; readonly why: string }
  | { readonly type: 'event'; readonly id: number; readonly event: JobEvent<JobKind> }
  | { readonly type: 'result'; readonly id: number; readonly result: JobResult<JobKind> }
  | { readonly type: 'failure'; readonly id: number; readonly failure: Failure };
