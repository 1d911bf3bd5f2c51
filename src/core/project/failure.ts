/** Why something could not be done, as the page tells it: what happened, to which file, what to do. */
export interface Failure {
  readonly code:
    | 'cancelled'
    | 'engine-lost'
    | 'no-storage'
    | 'disk-full'
    | 'empty-file'
    | 'unsupported-format'
    | 'damaged-image'
    | 'image-too-large'
    | 'archive-damaged'
    | 'archive-entry-too-large'
    | 'manifest-invalid'
    | 'bad-recipe'
    | 'bad-lesson'
    | 'model-unavailable'
    | 'backend-unavailable'
    | 'nothing-to-train'
    | 'diverged'
    | 'not-found'
    | 'read-only'
    | 'unexpected';
  /** One sentence: what happened. */
  readonly what: string;
  /** The file it happened to. */
  readonly file?: string;
  /** One sentence: what the person can do. */
  readonly todo: string;
}

/** A Failure on its way up the call stack. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.what, options);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/** Any thrown value as a Failure; what nobody foresaw keeps its own message. */
export function toFailure(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  if (error instanceof Error && error.name === 'AbortError')
    return { code: 'cancelled', what: 'Stopped.', todo: 'Start it again when you like.' };
  if (error instanceof Error && error.name === 'QuotaExceededError')
    return {
      code: 'disk-full',
      what: 'The browser has no room left for this site on the disk.',
      todo: 'Free some disk space or delete photos you no longer need; nothing that was stored is lost.',
    };
  const what = error instanceof Error ? error.message : String(error);
  return { code: 'unexpected', what, todo: 'Try again; if it happens again, reload the page.' };
}
