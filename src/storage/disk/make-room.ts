import { dropIdleTables } from '../features/tables.ts';

/**
 * Writes what can't be made again. Where the disk is full, cached features and activations go first, which are by far the
 * most of what this site keeps and are made anew when they are asked for; then it is tried once more.
 * @param write may be called twice, and leaves nothing behind where it fails
 * @throws what `write` throws: QuotaExceededError where there is no room even so
 */
export async function makingRoom<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isFull(error) || !(await dropIdleTables())) throw error;
    return write();
  }
}

/** Not only a DOMException: browsers are about to make a class of its own of it. */
export const isFull = (error: unknown): boolean =>
  error instanceof Error && error.name === 'QuotaExceededError';
