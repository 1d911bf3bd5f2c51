import type { Head } from '../core/training/head.ts';
import type { Run } from '../core/training/run.ts';
import { database, write } from './database.ts';

export function putRun(run: Run): Promise<void> {
  return write(['runs'], (transaction) => [transaction.objectStore('runs').put(run)]);
}

export async function getRun(id: string): Promise<Run | undefined> {
  return (await database()).get('runs', id);
}

/** Stores a run with its weights. */
export function putTrained(run: Run, head: Head): Promise<void> {
  return write(['runs', 'weights'], (transaction) => [
    transaction.objectStore('runs').put(run),
    transaction.objectStore('weights').put(head, run.id),
  ]);
}

export async function getHead(id: string): Promise<Head | undefined> {
  return (await database()).get('weights', id);
}

/** All runs, newest first. */
export async function allRuns(): Promise<Run[]> {
  const runs = await (await database()).getAll('runs');
  return runs.sort((a, b) => b.createdAt - a.createdAt);
}

/** Deletes a run with its weights. */
export function deleteRun(id: string): Promise<void> {
  return write(['runs', 'weights'], (transaction) => [
    transaction.objectStore('runs').delete(id),
    transaction.objectStore('weights').delete(id),
  ]);
}
