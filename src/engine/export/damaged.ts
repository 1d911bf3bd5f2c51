import { FailureError } from '../../core/project/failure.ts';

/** An export that is not what it says it is. */
export function damaged(what: string, file: string, cause?: unknown): FailureError {
  return new FailureError(
    {
      code: 'unsupported-format',
      what,
      file,
      todo: 'Export the model again, and open the file as it was saved.',
    },
    { cause },
  );
}
