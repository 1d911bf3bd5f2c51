import type { DatasetSlice, PicturesSlice } from './dataset/dataset-state.ts';
import type { AnalysisState } from './evaluation/analysis-state.ts';
import type { LessonSlice } from './lesson/lesson-state.ts';
import type { EnsembleSlice, PredictionSlice } from './prediction/prediction-state.ts';
import type { ProjectSlice, TabSlice } from './project/project-state.ts';
import type { EngineSlice } from './runtime/engine-state.ts';
import type { NoticeSlice } from './runtime/notice-state.ts';
import type { MeasuringSlice, RecipeSlice } from './training/recipe-state.ts';
import type { TrainingSlice } from './training/training-state.ts';

export type State = ProjectSlice &
  PicturesSlice &
  NoticeSlice &
  DatasetSlice &
  EngineSlice &
  RecipeSlice &
  MeasuringSlice &
  TrainingSlice &
  PredictionSlice &
  EnsembleSlice &
  TabSlice &
  LessonSlice &
  AnalysisState;
