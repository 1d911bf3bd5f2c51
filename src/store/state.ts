import type { Augmentation } from '../core/augmentation/augmentation.ts';
import type { BackendChoice, BackendInfo } from '../core/backbone/backend.ts';
import type { CatalogueCard } from '../core/backbone/card.ts';
import type { Dataset, Patch, Split, SplitSettings } from '../core/dataset/dataset.ts';
import type { CodePage, DoubtfulNames, OwnFile } from '../core/dataset/import/found-files.ts';
import type {
  DroppedFile,
  ImportCorrections,
  ImportPlan,
  UnreadableFile,
} from '../core/dataset/import/import-plan.ts';
import type { SampleCard } from '../core/dataset/sample-card.ts';
import type { Lesson } from '../core/lesson/lesson.ts';
import type { Ensemble, EnsembleMember, EnsembleMethod } from '../core/prediction/ensemble.ts';
import type { Failure } from '../core/project/failure.ts';
import type { DamagedRecord } from '../core/project/sound-records.ts';
import type { AdviceFigures } from '../core/training/advice-figures.ts';
import type { Plan } from '../core/training/plan.ts';
import type { RateSearch } from '../core/training/rate-search.ts';
import type { Recipe } from '../core/training/recipe.ts';
import type { BatchMetrics, EpochMetrics, Run, UnfinishedRun } from '../core/training/run.ts';
import type { MachineFigures } from '../workers/protocol/backbone.ts';
import type { FileToAnswer } from '../workers/protocol/prediction.ts';
import type { Progress } from '../workers/protocol/progress.ts';
import type { AdviseEvent } from '../workers/protocol/training.ts';
import type { AnalysisState } from './evaluation/analysis-state.ts';

/** Something the person should know; it stays until dismissed. */
export interface Notice {
  readonly id: number;
  readonly tone: 'error' | 'info';
  /** Which stage it belongs to. */
  readonly stage: 'data' | 'model' | 'train' | 'evaluate' | 'use' | 'app';
  readonly title: string;
  /** One entry a file where files are concerned. */
  readonly failures: readonly Failure[];
  /** Of what nobody foresaw: where it came from (fault-report.ts). */
  readonly fault?: string;
}

export type ImportStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'listing'; readonly found: number }
  /** The plan waits for the person: it may surprise, or only they can settle it. */
  | {
      readonly kind: 'asking';
      readonly plan: PlanSummary;
      readonly doubtful: readonly DoubtfulNames[];
      /** In which archives' names are read where the person has chosen, by path. */
      readonly pages: ReadonlyMap<string, CodePage>;
      readonly corrections: ImportCorrections;
      /** A correction is being worked in. */
      readonly planning: boolean;
    }
  | { readonly kind: 'running'; readonly progress: Progress };

/** A plan with its photos counted. */
export type PlanSummary = Omit<ImportPlan, 'photos' | 'setAside'> & {
  readonly photos: number;
  readonly setAside: number;
};

/** How photos come in. */
export interface ImportSlice {
  readonly importStatus: ImportStatus;
  /** What the last import left out and set aside, a sentence each; null: nothing to say. */
  readonly importReport: { readonly lines: readonly string[]; readonly setAside: number } | null;
  /** A file of this page's own that was dropped, to be opened after one question. */
  readonly ownFile: { readonly kind: OwnFile['kind']; readonly name: string } | null;
  /** Reads the dropped files; loose ones go into `classId`, or into a class of their own. Resolves when done or stopped. */
  importFiles(
    files: AsyncIterable<DroppedFile<Blob> | UnreadableFile> | Iterable<DroppedFile<Blob> | UnreadableFile>,
    classId?: string,
  ): Promise<void>;
  importSampleSet(id: string): Promise<void>;
  /** Stops the reading; what was read stays. A plan that waits is given up. */
  stopImport(): void;
  /** Plans anew what waits for the person. */
  correctImport(change: Partial<ImportCorrections>, pages?: ReadonlyMap<string, CodePage>): void;
  /** Carries out what waits for the person. */
  confirmImport(): void;
  /** Puts the report away, and lets go of what was set aside. */
  dismissImportReport(): void;
  /** The files that the last import set aside. */
  photosAside(): readonly FileToAnswer[];
  /** Hands out the page's own file that was dropped, once. */
  takeOwnFile(): File | null;
}

export interface DatasetSlice extends ImportSlice {
  readonly dataset: Dataset;
  /** Labels of the edits that can be undone and redone, latest last: 'Delete 3 photos'. */
  readonly undoable: readonly string[];
  readonly redoable: readonly string[];
  /** Ids of selected samples. */
  readonly selection: ReadonlySet<string>;
  readonly samples: readonly SampleCard[];
  /** Returns the new class's id. */
  addClass(name: string): string;
  renameClass(id: string, name: string): void;
  recolourClass(id: string, colour: number): void;
  mergeClass(from: string, into: string): void;
  deleteClass(id: string): void;
  moveSamples(ids: readonly string[], classId: string): void;
  deleteSamples(ids: readonly string[]): void;
  /** Any other edit; can be undone under that label. */
  editDataset(label: string, patch: Patch): void;
  /** Leaves samples out of every split, or takes them in again. */
  excludeSamples(ids: readonly string[], excluded: boolean): void;
  setSplit(settings: SplitSettings): void;
  clearDataset(): void;
  undo(): void;
  redo(): void;
  select(ids: Iterable<string>, mode: 'replace' | 'add' | 'toggle'): void;
}

export type EngineStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly backend: BackendInfo }
  | { readonly kind: 'restarting'; readonly why: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface EngineSlice {
  readonly engine: EngineStatus;
  readonly backendChoice: BackendChoice;
  readonly cards: readonly CatalogueCard[];
  readonly machine: MachineFigures | null;
  /** Whether what is stored outlives the tab; 'disk' until it is known that it doesn't. */
  readonly keeping: 'disk' | 'memory';
  /** Whether what was asked of the engine has made no progress for a minute. */
  readonly stalled: boolean;
  /** Starts the engine anew; what it was at goes on from what is stored. */
  beginAgain(): void;
  chooseBackend(choice: BackendChoice): Promise<void>;
  measureMachine(): Promise<void>;
}

export interface RecipeSlice {
  readonly recipe: Recipe;
  changeRecipe(change: Partial<Recipe>): void;
  /** Takes another recipe as a whole; can be undone under that label. */
  replaceRecipe(recipe: Recipe, label: string): void;
  /** Back to the defaults, with the network that is usual on this machine; can be undone. */
  resetRecipe(): void;
  /**
   * Takes the network that is usual on this machine, where nobody has set a recipe: from then on it is stored as if the person
   * had. Called whenever more is known of the machine.
   */
  followMachine(): void;
}

/** What is tried and measured on the recipe before it is trained. */
export interface MeasuringSlice {
  /**
   * Views of a picture as training gets them, for the person to see; null where a newer call has replaced this one.
   * The caller closes them.
   */
  preview(hash: string, augmentation: Augmentation, count: number): Promise<readonly ImageBitmap[] | null>;
  /** What the recipe will take; null until measured, and again after a change of recipe or data. */
  readonly plan: Plan | null;
  readonly planning: boolean;
  planTraining(): Promise<void>;
  /** Loss against rate; null until searched, and again after a change that it depends on. */
  readonly rateSearch: RateSearch | null;
  readonly searchingRate: boolean;
  /** Of the photos that the search has to look at first; null while it looks at none. */
  readonly rateSearchProgress: Progress | null;
  searchRate(): Promise<void>;
  stopRateSearch(): void;
  /** What suggestions rest on (core/training/advice.ts); null until asked for, and again after a change of the data. */
  readonly advice: AdviceFigures | null;
  /** What the trying of networks last told; null while none are tried. */
  readonly advising: AdviseEvent | null;
  advise(): Promise<void>;
  stopAdvising(): void;
}

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
    /** Finding out what the head reads; judging by models that leave photos out: so many steps of all. */
    | { readonly kind: 'choosing' | 'judging'; readonly done: number; readonly total: number }
    | { readonly kind: 'fitting'; readonly batch: BatchMetrics | null }
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

/** What the model says of the latest picture shown to it. */
export interface PredictionView {
  /** Who answered. */
  readonly members: readonly EnsembleMember[];
  /** Most probable first, five at most. */
  readonly top: readonly { readonly label: number; readonly probability: number }[];
  /** By member: how much it looks like one of the classes; below the threshold of the run's rule it is none of them. Null: can't be told. */
  readonly scores: readonly (number | null)[];
  readonly milliseconds: number;
}

export interface PredictionSlice {
  readonly prediction: PredictionView | null;
  readonly predicting: boolean;
  /** A call while one runs replaces the waiting one, so that a camera never queues up. An ImageBitmap is taken over and closed. */
  predict(image: Blob | ImageBitmap): Promise<void>;
  clearPrediction(): void;
  /** Over how many seconds a camera's answers are averaged (core/prediction/smoothing.ts); 0: each frame by itself. */
  readonly smoothing: number;
  setSmoothing(seconds: number): void;
  /**
   * Changes when a run calls a picture none of its classes.
   * @param keeps share of the validation photos that must pass, 0…1; null: it never does
   */
  setUnknown(runId: string, keeps: number | null): Promise<void>;
}

/** Runs that answer together. */
export interface EnsembleSlice {
  /** Newest first. */
  readonly ensembles: readonly Ensemble[];
  /** The ensemble that Use answers with; null: the current run. */
  readonly currentEnsembleId: string | null;
  /** Keeps an ensemble, and lets it answer. */
  addEnsemble(made: Pick<Ensemble, 'members'> & { readonly method: EnsembleMethod }): void;
  chooseEnsemble(id: string | null): void;
  nameEnsemble(id: string, name: string): void;
  /** Can be undone. */
  deleteEnsemble(id: string): void;
}

/** Whether this tab may change the project. */
export interface TabSlice {
  /** 'elsewhere': another tab has the project open, and this one only shows it. */
  readonly tab: 'asking' | 'here' | 'elsewhere';
  /** Finds out whether another tab has the project. Called once, before it is opened. */
  claimProject(): Promise<void>;
  /** Asks the other tab to let go, and goes on here. */
  takeOver(): Promise<void>;
}

export interface LessonSlice {
  /** From the address; null: the whole page. */
  readonly lesson: Lesson | null;
  /** Reads the address's lesson and takes its recipe. Called when the project is open, and when the address changes. */
  readLesson(hash: string): Promise<void>;
  /** Begins with the lesson's sample instead of the photos that are there; can be undone. */
  beginLesson(): Promise<void>;
  leaveLesson(): void;
}

export interface NoticeSlice {
  readonly notices: readonly Notice[];
  notify(notice: Omit<Notice, 'id'>): void;
  dismiss(id: number): void;
  /** Tells of something that went wrong and that nobody waits for; what is told already is not told again. */
  notifyFault(what: string, fault: string): void;
}

export interface ProjectSlice {
  readonly opened: 'opening' | 'open' | 'failed';
  /** Reads the stored project and starts. Called by the app, and when this tab takes the project over. */
  open(): Promise<void>;
  /** Shows what there is, where the engine has lost what it had in memory. */
  begunAnew(): void;
  /** What is stored and can't be read: everything else is shown without it. */
  readonly damaged: readonly DamagedRecord[];
  /** Deletes that for good. */
  removeDamaged(): Promise<void>;
  /** Resolves when what was stored is shown: what is done before would be lost. */
  untilOpen(): Promise<void>;
}

/** The stored pictures of the data set. */
export interface PicturesSlice {
  /** Object URL of a picture's thumbnail; null where it has none. Cached, least recently used are let go. */
  thumbnail(hash: string): Promise<string | null>;
  /** The stored file of a picture. */
  imageFile(hash: string): Promise<Blob>;
}

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
