import { FailureError } from '../../core/project/failure.ts';

/** Files of records begin each with the key of a picture or view, a SHA-256 or as long as one. */
export const HASH_BYTES = 32;

export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const unhex = (text: string): Uint8Array =>
  Uint8Array.from({ length: HASH_BYTES }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));

/** What to tell where another tab has the file. */
export function busy(cause: unknown): FailureError {
  return new FailureError(
    {
      code: 'no-storage',
      what: 'Another tab of this page is at work on the same photos.',
      todo: 'Close the other tab and start again.',
    },
    { cause },
  );
}
