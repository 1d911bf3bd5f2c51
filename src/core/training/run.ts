import type { ClassLabel } from '../dataset/dataset.ts';
import type { DatasetVersion } from '../dataset/version.ts';
import { type Evaluation, type EvaluationSummary, summaryOf } from '../evaluation/evaluation.ts';
import type { UnknownRule } from '../evaluation/unknown.ts';
import type { Recipe } from './recipe.ts';

/**
 * Loss is mean cross-entropy in nats, with smoothed labels where the recipe smooths them; accuracy is a share, 0…1.
 * Validation is null where the split is empty.
 */
export interface EpochMetrics {
  /** Counted through all phases, from 1. */
  readonly epoch: number;
  /** 0 while the head learns alone, then the number of the fine-tuning stage. */
  readonly phase: number;
  /** Learning rate of the head at the epoch's last step. */
  readonly rate: number;
  readonly milliseconds: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
}

/** Metrics of the running epoch so far; `progress` counts epochs, with a fraction. */
export interface BatchMetrics {
  readonly progress: number;
  readonly loss: number;
  readonly accuracy: number;
}

/** Depths of a backbone as the head would read them, and how it did where each photo was judged by a model without it. */
export interface ComparedRead {
  /** Names of depths, from the picture up. */
  readonly read: readonly string[];
  /** The best of those that were tried: the objective is the sum of the photos' losses plus penalty / 2 · ‖weights‖². */
  readonly penalty: number;
  /** Mean cross-entropy, nats. */
  readonly loss: number;
  /** Share of right answers, 0…1. */
  readonly accuracy: number;
}

/** What was compared on the person's photos before the head was solved, and what came out. */
export interface ReadChoice {
  /** In the order in which they were tried. */
  readonly compared: readonly ComparedRead[];
  /** Of the last fit. */
  readonly penalty: number;
}

/** Where a training's time went: milliseconds, 0 for what there was not. */
export interface RunTiming {
  readonly extraction: number;
  /** Views that went through the backbone; the others were cached. */
  readonly extracted: number;
  /** Finding out what to read, and how strong a penalty. */
  readonly choosing: number;
  /** Of the head alone. */
  readonly head: number;
  /** Filling the boundary caches. */
  readonly boundary: number;
  /** Views that were run up to a boundary. */
  readonly boundaryMissed: number;
  /** Views whose activations lay in a boundary cache before. */
  readonly boundaryHit: number;
  /** All epochs of all fine-tuning stages, without filling the caches. */
  readonly fineTuning: number;
  readonly fineTuningSteps: number;
}

export const noTiming: RunTiming = {
  extraction: 0,
  extracted: 0,
  choosing: 0,
  head: 0,
  boundary: 0,
  boundaryMissed: 0,
  boundaryHit: 0,
  fineTuning: 0,
  fineTuningSteps: 0,
};

/** What a run was made with, so that it can be made again. */
export interface Environment {
  /** As it names itself. */
  readonly browser: string;
  /** Versions of this program and of tfjs. */
  readonly app: string;
  readonly tfjs: string;
  /** Of the backend; 1 on a graphics processor. */
  readonly threads: number;
  /** Hash of the backbone's weights. */
  readonly weights: string;
}

/** What a training left behind. Its weights, and its answers for each photo, lie in storage under its id. */
export interface Run {
  readonly id: string;
  /** From 1, in the order of training; it stays when other runs are deleted. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly recipe: Recipe;
  /** Names of the depths of its backbone that the head reads; null for runs of earlier versions (readOf tells). */
  readonly read: readonly string[] | null;
  /** Side of the pictures that its backbone takes; null for runs of earlier versions (asSeenBy tells). */
  readonly inputSize: number | null;
  /** How it was found what to read, and how strong a penalty; null where nothing was left to find. */
  readonly choice: ReadChoice | null;
  /** The classes as they were, in the order of the model's outputs. */
  readonly classes: readonly ClassLabel[];
  readonly backend: string;
  readonly counts: { readonly train: number; readonly validation: number; readonly test: number };
  readonly history: readonly EpochMetrics[];
  /** The epoch whose weights the run has. */
  readonly kept: number;
  /**
   * Into how many folds the photos were divided for `validation`: each was judged by a model that had not seen its fold,
   * and the run's own model has learned from all. Null: `validation` is of photos that were held out.
   */
  readonly folds: number | null;
  /**
   * The run whose model `validation` is of: this one was trained by the same recipe, on the photos that the other was judged
   * by too. Null: it was judged itself.
   */
  readonly measuredBy: string | null;
  /** Made when it is first asked for. */
  readonly train: EvaluationSummary | null;
  /** Of photos that the model which judged them had not learned from; null where there were none. */
  readonly validation: EvaluationSummary | null;
  readonly test: EvaluationSummary | null;
  /** How often the test split was looked at with this run. */
  readonly testOpened: number;
  /** Deleted by the person; kept until the page is next opened, so that it can be undone. */
  readonly deleted: boolean;
  readonly timing: RunTiming;
  /** Divides the logits; fitted on the validation photos, 1 where there are none. */
  readonly temperature: number;
  /** Null where there was nothing to find a threshold on. */
  readonly unknown: UnknownRule | null;
  /** Null for runs of an earlier version. */
  readonly data: DatasetVersion | null;
  readonly environment: Environment | null;
  /** Given by the person; null: it is called by its number. */
  readonly name: string | null;
  readonly starred: boolean;
  readonly note: string;
  /** Share of the validation photos, 0…1, that the person had expected it to get right; null: they were not asked. */
  readonly guess: number | null;
}

/** What a run says of each photo, by split: read when it is looked at. Null where it has not judged the split's photos. */
export interface RunAnswers {
  readonly train: Evaluation | null;
  readonly validation: Evaluation | null;
  readonly test: Evaluation | null;
}

export const noAnswers: RunAnswers = { train: null, validation: null, test: null };

/** A run with its answers, for as long as these are looked at. */
export interface AnsweredRun extends Run {
  readonly answers: RunAnswers;
}

/** A run whose summaries are those of its answers. */
export function withAnswers(
  run: Omit<Run, 'train' | 'validation' | 'test'>,
  answers: RunAnswers,
): AnsweredRun {
  const { train, validation, test } = answers;
  return {
    ...run,
    train: train && summaryOf(train),
    validation: validation && summaryOf(validation),
    test: test && summaryOf(test),
    answers,
  };
}

/** What is stored, shown and written down of a run. */
export function withoutAnswers({ answers: _, ...run }: AnsweredRun): Run {
  return run;
}

/** Id of the run whose model the `validation` answers are of: two runs of one judge have the same answers. */
export const judgeOf = ({ id, measuredBy }: Pick<Run, 'id' | 'measuredBy'>): string => measuredBy ?? id;

/** Of a run that nobody has named, starred or annotated, and whose answers are not calibrated yet. */
export const plainRun = {
  number: 1,
  read: null,
  inputSize: null,
  choice: null,
  folds: null,
  measuredBy: null,
  train: null,
  test: null,
  testOpened: 0,
  deleted: false,
  temperature: 1,
  unknown: null,
  data: null,
  environment: null,
  name: null,
  starred: false,
  note: '',
  guess: null,
} as const satisfies Partial<Run>;

/** A training that was paused, or cut off by a closed tab: it can go on from its last whole epoch. */
export interface UnfinishedRun {
  readonly id: string;
  /** Of the last checkpoint, milliseconds since 1970. */
  readonly savedAt: number;
  readonly recipe: Recipe;
  readonly history: readonly EpochMetrics[];
}
