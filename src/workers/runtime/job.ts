import type { JobEvent, JobKind, JobRequest, JobResult } from '../protocol.ts';

export interface JobContext<K extends JobKind> {
  /** Aborted when the page cancels; a job looks at it between its steps. */
  readonly signal: AbortSignal;
  readonly emit: (event: JobEvent<K>) => void;
  /** Tells the page that this worker can't go on and must be replaced. */
  readonly lost: (why: string) => void;
}

/** One file a job: takes its request, tells its events, returns its result or throws. */
export type Job<K extends JobKind> = (
  request: JobRequest<K>,
  context: JobContext<K>,
) => Promise<JobResult<K>>;
