import { FailureError } from '../../core/project/failure.ts';
import { database } from './database.ts';

/** Where what is stored lies: on disk, or in this worker's memory, where it ends with the tab. */
export type Keeping = 'disk' | 'memory';

let chosen: Keeping = 'disk';

/** Whether what is stored lies in this worker alone: others see nothing of it. */
export const isInMemory = (): boolean => chosen === 'memory';

/**
 * Finds out whether the browser lets this page keep anything, and has `storage` work in memory where not: everything goes
 * on then, and nothing outlives the tab. All of it is in one place: a database without its photos would be half a project.
 */
export async function chooseKeeping(): Promise<Keeping> {
  if (await hasDisk()) return 'disk';
  const { MemoryFolder } = await import('./memory-files.ts');
  // It takes the place of `indexedDB` and its classes, which `idb` asks for by name.
  await import('fake-indexeddb/auto');
  const root = new MemoryFolder();
  const storage = { getDirectory: async () => root };
  Object.defineProperty(navigator, 'storage', { value: storage, configurable: true });
  chosen = 'memory';
  return chosen;
}

async function hasDisk(): Promise<boolean> {
  try {
    // Without locks two tabs would write over each other.
    await navigator.locks.query();
    await navigator.storage.getDirectory();
    // WebKit has had files without it, and those can't be written in a worker.
    if (!('createSyncAccessHandle' in FileSystemFileHandle.prototype)) return false;
    await database();
    return true;
  } catch (error) {
    // What was stored by a later version of the page is there: it is told, and nothing is put in its place.
    const cause = error instanceof FailureError ? error.cause : error;
    return (
      cause instanceof DOMException && (cause.name === 'VersionError' || cause.name === 'QuotaExceededError')
    );
  }
}
