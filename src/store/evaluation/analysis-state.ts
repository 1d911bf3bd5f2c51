import type { Split } from '../../core/dataset/dataset.ts';
import type { DuplicateSearch } from '../../core/dataset/duplicates.ts';
import type { CrossValidation } from '../../core/evaluation/cross-validation.ts';
import type { FeatureSpace } from '../../core/evaluation/feature-map/feature-space.ts';
import type { Neighbour } from '../../core/evaluation/neighbour.ts';
import type { PictureFigures } from '../../core/evaluation/picture-figures.ts';
import type { Saliency, SaliencyMethod } from '../../core/evaluation/saliency.ts';
import type { EnsembleMember } from '../../core/prediction/ensemble.ts';
import type { AnsweredRun, Run } from '../../core/training/run.ts';
import type { SweepAxis, Trial } from '../../core/training/sweep.ts';
import type { Progress } from '../../workers/protocol/progress.ts';
import type { TrainEvent } from '../../workers/protocol/training.ts';

/** How far an analysis is that can be stopped: with photos that have to be looked at first, or with steps of its own. */
export interface AnalysisProgress {
  readonly unit: 'photos' | 'steps';
  /** Null while there is nothing to count. */
  readonly progress: Progress | null;
}

export interface CrossValidationSlice {
  /** Null until asked for, and again after a change of recipe or data. */
  readonly crossValidation: CrossValidation | null;
  /** Null while none runs. */
  readonly crossValidating: AnalysisProgress | null;
  crossValidate(folds: number, repeats: number): Promise<void>;
  stopCrossValidation(): void;
}

export interface SweepSlice {
  /** Of the sweep that runs or ran last, in the order in which they ended. */
  readonly trials: readonly Trial[];
  readonly sweepAxes: readonly SweepAxis[];
  readonly sweeping: AnalysisProgress | null;
  sweep(axes: readonly SweepAxis[]): Promise<void>;
  stopSweep(): void;
}

export interface DuplicatesSlice {
  /** Hashes of the pictures that were compared with one another since the page was opened. What was found is in `Sample.group`. */
  readonly compared: ReadonlySet<string>;
  readonly findingDuplicates: AnalysisProgress | null;
  /** Compares all photos. */
  findDuplicates(): Promise<void>;
  stopFindingDuplicates(): void;
  /**
   * Before a training, where near-duplicates are to stay together: compares the photos that it learns from or is judged
   * by, and test photos as far as their features are there.
   * @returns what that took; null where just these were compared last, under the same network
   */
  gatherDuplicates(options: {
    readonly signal: AbortSignal;
    readonly onEvent: (event: TrainEvent) => void;
  }): Promise<DuplicateSearch['spent']> | null;
}

export interface MistakesSlice {
  /** The nearest training photos of a run to a photo; null where the person has gone on meanwhile. */
  neighbours(
    runId: string,
    hash: string,
    count: number,
    options?: StoppableOptions,
  ): Promise<readonly Neighbour[] | null>;
  /** As the job; null where a newer call has replaced this one, or it was stopped. An ImageBitmap is closed in any case. */
  saliency(
    members: readonly EnsembleMember[],
    image: string | Blob | ImageBitmap,
    label: number | null,
    method: SaliencyMethod,
    options?: StoppableOptions,
  ): Promise<Saliency | null>;
}

export interface StoppableOptions {
  /** Aborted, the answer is null. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface DrawnFeatureMap extends FeatureSpace {
  /** Of samples; ones that are gone since have kept their points. */
  readonly ids: readonly string[];
  /** x and y of each within −1…1. */
  readonly points: Float32Array;
  /** False while it is drawn, and where it was stopped. */
  readonly finished: boolean;
}

export interface FeatureMapSlice {
  /** The last one drawn, or as far as it is; null until the first. It is of the features that it names. */
  readonly featureMap: DrawnFeatureMap | null;
  readonly mapping: AnalysisProgress | null;
  drawFeatureMap(): Promise<void>;
  stopFeatureMap(): void;
}

export interface PictureFiguresSlice {
  /** By hash; those asked for before are remembered. */
  pictureFigures(hashes: readonly string[]): Promise<ReadonlyMap<string, PictureFigures>>;
}

export interface RunsSlice {
  nameRun(id: string, name: string): void;
  starRun(id: string, starred: boolean): void;
  noteRun(id: string, note: string): void;
  /** A run with what it says of each photo, which the state does not hold. */
  answersOf(run: Run): Promise<AnsweredRun>;
  /** Evaluates the current run on its training or validation photos, where it was not yet. The test split has `openTest`. */
  evaluateSplit(split: Exclude<Split, 'test'>): Promise<void>;
  /** Takes a run's recipe as the one to change and train next; can be undone. */
  takeRecipeOf(id: string): void;
}

export interface LoadingSlice {
  /**
   * Fetches the code of what only photos or a run have a use for (later-slices.ts). Resolves with whether it is here;
   * where it can't be fetched the person has been told.
   */
  loadLater(): Promise<boolean>;
}

/** What only photos or a trained run can ask for. */
export type LaterAnalyses = CrossValidationSlice &
  SweepSlice &
  DuplicatesSlice &
  MistakesSlice &
  FeatureMapSlice &
  PictureFiguresSlice;

export type AnalysisState = LaterAnalyses & LoadingSlice & RunsSlice;
