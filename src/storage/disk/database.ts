import { type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { FailureError } from '../../core/project/failure.ts';
import { makingRoom } from './make-room.ts';
import { migrate } from './migrations.ts';
import { noStorage } from './no-storage.ts';
import type { Schema } from './schema.ts';

const VERSION = 6;

let opening: Promise<IDBPDatabase<Schema>> | null = null;

/**
 * The one database.
 *
 * @throws FailureError 'no-storage' where the browser gives none, as in some private windows, and where a newer version of
 *   the page has changed it
 */
export function database(): Promise<IDBPDatabase<Schema>> {
  opening ??= open().catch((error: unknown) => {
    opening = null;
    throw error instanceof DOMException && error.name === 'VersionError'
      ? newerPage(error)
      : noStorage(error);
  });
  return opening;
}

function open(): Promise<IDBPDatabase<Schema>> {
  const forget = (): void => {
    opening = null;
  };
  return openDB<Schema>('headstart', VERSION, {
    upgrade: migrate,
    // A newer version of the page in another tab waits for this one to let go.
    blocking(_current, _blocked, event) {
      forget();
      if (event.target instanceof IDBDatabase) event.target.close();
    },
    terminated: forget,
  });
}

/** A database can't be taken back to what this page knows. */
function newerPage(cause: unknown): FailureError {
  return new FailureError(
    {
      code: 'no-storage',
      what: 'A newer version of this page has been opened in this browser; this one can no longer read what is stored.',
      todo: 'Reload this page.',
    },
    { cause },
  );
}

/**
 * Writes in one transaction: all of it or nothing.
 *
 * @param work gives what asks for each step, which waits for nothing else, or the transaction ends under it.
 * @throws the transaction's own error, QuotaExceededError where the disk is full even without what can be made again.
 */
export function write<Names extends StoreNames<Schema>>(
  stores: Names[],
  work: (transaction: IDBPTransaction<Schema, Names[], 'readwrite'>) => readonly (() => Promise<unknown>)[],
): Promise<void> {
  return makingRoom(() => writeOnce(stores, work));
}

async function writeOnce<Names extends StoreNames<Schema>>(
  stores: Names[],
  work: Parameters<typeof write<Names>>[1],
): Promise<void> {
  const transaction = (await database()).transaction(stores, 'readwrite');
  let cause: unknown = null;
  const fail = (error: unknown) => {
    cause ??= error;
    try {
      transaction.abort();
    } catch {
      // What failed has ended it already.
    }
  };
  try {
    for (const ask of work(transaction)) ask().catch(fail);
  } catch (error) {
    // What can't be stored is refused at once; what was asked for before must not stay.
    fail(error);
  }
  try {
    await transaction.done;
  } catch (error) {
    // Requests of an aborted transaction fail with AbortError; why it was aborted is told by `done` then.
    throw cause === null || isAbort(cause) ? error : cause;
  }
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';
