import type { Sample } from '../core/dataset/dataset.ts';
import type { Failure } from '../core/project/failure.ts';
import type { BackboneJobs } from './protocol/backbone.ts';
import type { DatasetJobs } from './protocol/dataset.ts';
import type { EvaluationJobs } from './protocol/evaluation.ts';
import type { ExportJobs } from './protocol/export.ts';
import type { PredictionJobs } from './protocol/prediction.ts';
import type { ProjectJobs } from './protocol/project.ts';
import type { TrainingJobs } from './protocol/training.ts';

/** Each kind of job: what it is asked, what it tells meanwhile, what it answers. */
export interface Jobs
  extends BackboneJobs,
    DatasetJobs,
    TrainingJobs,
    EvaluationJobs,
    PredictionJobs,
    ExportJobs,
    ProjectJobs {}

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
  /** @property lock null where the browser has no locks to tell by that the worker died */
  | { readonly type: 'ready'; readonly lock: string | null }
  /** Whether what is stored outlives the tab; told before the first job begins. */
  | { readonly type: 'keeping'; readonly keeping: 'disk' | 'memory' }
  /** The device or context is gone; the worker can't go on. */
  | { readonly type: 'lost'; readonly why: string }
  /** Something went wrong that no job waits for; the worker goes on. */
  | { readonly type: 'fault'; readonly fault: string }
  | { readonly type: 'event'; readonly id: number; readonly event: JobEvent<JobKind> }
  | { readonly type: 'result'; readonly id: number; readonly result: JobResult<JobKind> }
  | { readonly type: 'failure'; readonly id: number; readonly failure: Failure };
