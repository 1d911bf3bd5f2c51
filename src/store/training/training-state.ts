import type { Split } from '../../core/dataset/dataset.ts';
import type { Failure } from '../../core/project/failure.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { BatchMetrics, EpochMetrics, Run, UnfinishedRun } from '../../core/training/run.ts';
import type { Progress } from '../../workers/protocol/progress.ts';

/** A training under way: what it was begun with, and what it has told so far. */
export interface LiveTraining {
  readonly recipe: Recipe;
  readonly history: readonly EpochMetrics[];
  /** The epoch that would be kept, were this the last; null: the last one, whichever it is. */
  readonly kept: number | null;
}

export type RunningStatus = LiveTraining &
  (
    | { readonly kind: 'preparing'; readonly what: string }
    | { readonly kind: 'extracting'; readonly upTo: string | null; readonly progress: Progress }
    /** Comparing photos; finding out what the head reads; judging by models that leave photos out: so many steps of all. */
    | { readonly kind: 'comparing' | 'choosing' | 'judging'; readonly done: number; readonly total: number }
    | {
        readonly kind: 'fitting';
        readonly batch: BatchMetrics | null;
        /** Of a head that is solved: the share of the way from the first iteration to the last, 0…1, a guess. */
        readonly share?: number;
      }
  );

export type TrainingStatus =
  | RunningStatus
  | { readonly kind: 'idle' }
  | { readonly kind: 'finished'; readonly runId: string }
  | { readonly kind: 'stopped' }
  /** What was learned so far lies among the unfinished runs. */
  | { readonly kind: 'paused'; readonly runId: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface TrainingSlice {
  readonly training: TrainingStatus;
  /** Newest first. */
  readonly runs: readonly Run[];
  /** The run that Evaluate and Use show. */
  readonly currentRunId: string | null;
  /** Trainings that were paused or cut off, newest first. */
  readonly unfinished: readonly UnfinishedRun[];
  /** @param guess what the person expects of it, as the run keeps it */
  train(guess?: number): Promise<void>;
  /** Trains a run's recipe once more, on the photos that the run was judged by too; what was measured stays the run's. */
  learnFromAll(id: string): Promise<void>;
  /** Ends the training; its checkpoint goes too. */
  stopTraining(): void;
  /** Ends the training for now; it can go on from its last whole epoch. */
  pauseTraining(): void;
  resumeRun(id: string): Promise<void>;
  /** Throws an unfinished run away; can be undone. */
  discardRun(id: string): void;
  chooseRun(id: string): void;
  deleteRun(id: string): void;
  /** Evaluates the current run on the test split; counts that it was opened. */
  openTest(): Promise<void>;
  /** Views beside the photo itself that evaluation and prediction average over; 0: none. */
  readonly testViews: number;
  setTestViews(views: number): void;
  readonly evaluating: Split | null;
}
