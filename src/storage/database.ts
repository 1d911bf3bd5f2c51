import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb';
import type { ClassLabel, Sample, SplitSettings } from '../core/dataset/dataset.ts';
import type { KnownFeatures } from '../core/evaluation/known-features.ts';
import type { Ensemble } from '../core/prediction/ensemble.ts';
import { FailureError } from '../core/project/failure.ts';
import type { Checkpoint } from '../core/training/checkpoint.ts';
import type { Head } from '../core/training/head.ts';
import type { Recipe } from '../core/training/recipe.ts';
import type { Run } from '../core/training/run.ts';

/** A picture's thumbnail, and what a second import of the same picture need not find out again. */
export interface StoredThumbnail {
  /** JPEG file. Not a Blob: browsers keep each of those in a file of its own, which is ten times slower. */
  readonly jpeg: ArrayBuffer;
  /** Of the picture, upright. */
  readonly width: number;
  readonly height: number;
}

interface Schema extends DBSchema {
  /** By id. */
  samples: { key: string; value: Sample };
  /** The one project's parts that are not lists of records, by name. */
  project: { key: 'classes' | 'split' | 'recipe'; value: readonly ClassLabel[] | SplitSettings | Recipe };
  /** By id. */
  runs: { key: string; value: Run; indexes: { number: number } };
  /** A run's trained weights, by the run's id. */
  weights: { key: string; value: Head };
  /** Weights of a run's backbone that fine-tuning changed, by their names in model.json; by the run's id. */
  tuned: { key: string; value: ReadonlyMap<string, Float32Array> };
  /** Where a run's training photos lie in feature space, by the run's id. */
  known: { key: string; value: KnownFeatures };
  /** By id. */
  ensembles: { key: string; value: Ensemble };
  /** Of unfinished runs, by the run's id. */
  checkpoints: { key: string; value: Checkpoint };
  /** By the picture's hash. */
  thumbnails: { key: string; value: StoredThumbnail };
}

let opening: Promise<IDBPDatabase<Schema>> | null = null;

/**
 * The one database.
 *
 * @throws FailureError 'no-storage' where the browser gives none, as in some private windows.
 */
export function database(): Promise<IDBPDatabase<Schema>> {
  opening ??= open().catch((error: unknown) => {
    opening = null;
    throw noStorage(error);
  });
  return opening;
}

function open(): Promise<IDBPDatabase<Schema>> {
  const forget = (): void => {
    opening = null;
  };
  return openDB<Schema>('headstart', 4, {
    upgrade(db, from, _to, transaction) {
      if (from < 1) {
        db.createObjectStore('samples', { keyPath: 'id' });
        db.createObjectStore('runs', { keyPath: 'id' });
        for (const name of ['project', 'weights', 'thumbnails'] as const) db.createObjectStore(name);
      }
      if (from < 2) for (const name of ['tuned', 'checkpoints'] as const) db.createObjectStore(name);
      if (from < 3) {
        db.createObjectStore('known');
        const runs = transaction.objectStore('runs');
        runs.createIndex('number', 'number');
        void numberRuns(runs);
      }
      if (from < 4) db.createObjectStore('ensembles', { keyPath: 'id' });
    },
    // A newer version of the page in another tab waits for this one to let go.
    blocking(_current, _blocked, event) {
      forget();
      if (event.target instanceof IDBDatabase) event.target.close();
    },
    terminated: forget,
  });
}

/** Runs were counted in the list before they had numbers of their own: the oldest is 1. */
async function numberRuns(
  runs: IDBPObjectStore<Schema, StoreNames<Schema>[], 'runs', 'versionchange'>,
): Promise<void> {
  const stored = await runs.getAll();
  stored.sort((a, b) => a.createdAt - b.createdAt);
  await Promise.all(stored.map((run, index) => runs.put({ ...run, number: index + 1 })));
}

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

/**
 * Writes in one transaction: all of it or nothing.
 *
 * @param work makes its requests without waiting for anything else, or the transaction ends under it.
 * @throws the transaction's own error, QuotaExceededError where the disk is full.
 */
export async function write<Names extends StoreNames<Schema>>(
  stores: Names[],
  work: (transaction: IDBPTransaction<Schema, Names[], 'readwrite'>) => Promise<unknown>[],
): Promise<void> {
  const transaction = (await database()).transaction(stores, 'readwrite');
  // Requests of an aborted transaction fail with AbortError; why it was aborted is told by `done`.
  for (const request of work(transaction)) request.catch(() => undefined);
  await transaction.done;
}
