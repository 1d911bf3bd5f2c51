import type { DatasetSlice, PicturesSlice } from '../dataset/dataset-state.ts';
import type { LaterAnalyses, RunsSlice } from '../evaluation/analysis-state.ts';
import type { EnsembleSlice, PredictionSlice } from '../prediction/prediction-state.ts';
import type { MeasuringSlice } from '../training/recipe-state.ts';
import type { TrainingSlice } from '../training/training-state.ts';

/** What only photos, or a run, have a use for: values stand in the state at once, the code is fetched later. */
export type LaterSlices = DatasetSlice &
  PicturesSlice &
  MeasuringSlice &
  TrainingSlice &
  PredictionSlice &
  EnsembleSlice &
  RunsSlice &
  LaterAnalyses;

type ActionName<Slice> = {
  [Key in keyof Slice]: Slice[Key] extends (...args: never[]) => unknown ? Key : never;
}[keyof Slice];

/** What a slice does. */
export type Actions<Slice> = Pick<Slice, ActionName<Slice>>;

/** What a slice holds. */
export type Values<Slice> = Omit<Slice, ActionName<Slice>>;
