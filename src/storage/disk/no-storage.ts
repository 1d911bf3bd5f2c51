import { FailureError } from '../../core/project/failure.ts';

/** What to tell where there is no place to keep things. */
export function noStorage(cause: unknown): FailureError {
  return new FailureError(
    {
      code: 'no-storage',
      what: 'This browser gives the page no place to keep photos.',
      todo: 'Open the page in an ordinary window, not a private one, at an https or localhost address.',
    },
    { cause },
  );
}
