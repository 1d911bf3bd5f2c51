/** Progress of a job that goes through many items. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Items a second, over the last seconds. */
  readonly rate: number;
}

/** Steps of a job's own. */
export interface StepEvent {
  readonly kind: 'step';
  readonly done: number;
  readonly total: number;
}
