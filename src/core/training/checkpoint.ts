import type { ClassLabel, Sample } from '../dataset/dataset.ts';
import type { Recipe } from './recipe.ts';
import type { EpochMetrics, Run, RunTiming } from './run.ts';
import type { PlateauState } from './schedule.ts';

/** What a training is asked for; with the seed it determines the result. */
export interface TrainingRequest {
  readonly runId: string;
  readonly recipe: Recipe;
  /** In the order of the model's outputs. */
  readonly classes: readonly ClassLabel[];
  readonly samples: readonly Sample[];
  /** What went through the backbone before, when near-duplicates were looked for; absent: nothing. */
  readonly spent?: Pick<RunTiming, 'extraction' | 'extracted'>;
  /** As the run keeps it; absent: none. */
  readonly guess?: number;
  /** A run that was judged: this one learns from the photos that the other was judged by too. */
  readonly measuredBy?: string;
}

/** Values of parameters by their names. */
export type ParameterValues = ReadonlyMap<string, Float32Array>;

/** An optimiser's memory: its moments of each parameter, by name. */
export interface OptimizerState {
  /** Steps taken so far. */
  readonly step: number;
  readonly moments: ReadonlyMap<string, readonly Float32Array[]>;
}

/** The weights with the lowest validation loss so far. */
export interface BestWeights {
  /** Counted through all phases. */
  readonly epoch: number;
  readonly loss: number;
  /** Null where they are not kept. */
  readonly parameters: ParameterValues | null;
}

/** A training in the middle of a phase, as it goes on from there. Can be cloned. */
export interface FitState {
  /** Whole epochs done in this phase. */
  readonly epoch: number;
  readonly parameters: ParameterValues;
  readonly optimizer: OptimizerState;
  readonly best: BestWeights | null;
  readonly plateau: PlateauState;
  /** Training loss of the phase's first epoch, from which divergence is told. */
  readonly firstLoss: number;
}

/** What an unfinished run has learned so far. */
export interface CheckpointWeights {
  /** Weights at the beginning of the phase, the head's and those of the blocks that learned before. */
  readonly weights: ParameterValues;
  /** Null where no epoch of the phase is whole yet. */
  readonly state: FitState | null;
}

/** What an unfinished run found out before it learned, which a later version of the page may find otherwise. */
export interface CheckpointNetwork extends Pick<Run, 'choice'> {
  /** Hash of the backbone's files. */
  readonly weights: string;
  /** Side of the pictures that it takes. */
  readonly inputSize: number;
  /** Names of the depths that the head reads. */
  readonly read: readonly string[];
  readonly penalty: number;
}

/** All that an unfinished run needs to go on as if it had never stopped. */
export interface Checkpoint extends CheckpointWeights {
  readonly request: TrainingRequest;
  /** Absent in checkpoints of earlier versions. */
  readonly network?: CheckpointNetwork;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** Thrown away by the person; kept until the page is next opened, so that it can be undone. */
  readonly discarded: boolean;
  /** The phase that was under way: 0 is the head alone. */
  readonly phase: number;
  /** Of all phases so far. */
  readonly history: readonly EpochMetrics[];
  readonly kept: number;
  readonly timing: RunTiming;
}
