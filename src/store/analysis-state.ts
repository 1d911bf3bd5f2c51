import type { Split } from '../core/dataset/dataset.ts';
import type { DuplicateGroup } from '../core/dataset/duplicates.ts';
import type { CrossValidation } from '../core/evaluation/cross-validation.ts';
import type { Neighbour } from '../core/evaluation/neighbour.ts';
import type { PictureFigures } from '../core/evaluation/picture-figures.ts';
import type { Saliency, SaliencyMethod } from '../core/evaluation/saliency.ts';
import type { SweepAxis, SweepMethod, Trial } from '../core/training/sweep.ts';
import type { PhotoJobProgress } from './photo-job.ts';

/** How far an analysis is that can be stopped. */
export type AnalysisProgress = PhotoJobProgress;

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
  sweep(axes: readonly SweepAxis[], method: SweepMethod): Promise<void>;
  stopSweep(): void;
}

export interface DuplicatesSlice {
  /** Null until looked for, and again after a change of the photos. */
  readonly duplicates: readonly DuplicateGroup[] | null;
  readonly findingDuplicates: AnalysisProgress | null;
  findDuplicates(): Promise<void>;
  stopFindingDuplicates(): void;
}

export interface MistakesSlice {
  /** The nearest training photos of a run to a photo; null where the person has gone on meanwhile. */
  neighbours(runId: string, hash: string, count: number): Promise<readonly Neighbour[] | null>;
  /** As the job; null where a newer call has replaced this one. */
  saliency(
    runId: string,
    image: string | Blob | ImageBitmap,
    label: number | null,
    method: SaliencyMethod,
  ): Promise<Saliency | null>;
}

export interface FeatureMapSlice {
  /** Ids of samples, and x and y of each within −1…1; null until drawn. */
  readonly featureMap: { readonly ids: readonly string[]; readonly points: Float32Array } | null;
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
  /** Evaluates the current run on its training or validation photos, where it was not yet. The test split has `openTest`. */
  evaluateSplit(split: Exclude<Split, 'test'>): Promise<void>;
  /** Takes a run's recipe as the one to change and train next; can be undone. */
  takeRecipeOf(id: string): void;
}

export type AnalysisState = CrossValidationSlice &
  SweepSlice &
  DuplicatesSlice &
  MistakesSlice &
  FeatureMapSlice &
  PictureFiguresSlice &
  RunsSlice;
