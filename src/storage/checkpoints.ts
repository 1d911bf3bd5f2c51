import { latestFirst } from '../core/project/in-order.ts';
import type { Checkpoint } from '../core/training/checkpoint.ts';
import { database, write } from './database.ts';

/** Stores a checkpoint in the place of the run's last one: all of it or nothing. */
export function putCheckpoint(checkpoint: Checkpoint): Promise<void> {
  return write(['checkpoints'], (transaction) => [
    transaction.objectStore('checkpoints').put(checkpoint, checkpoint.request.runId),
  ]);
}

/** The last whole epoch of an unfinished run. */
export async function getCheckpoint(runId: string): Promise<Checkpoint | undefined> {
  return (await database()).get('checkpoints', runId);
}

/** All of them, newest first. */
export async function allCheckpoints(): Promise<Checkpoint[]> {
  const checkpoints = await (await database()).getAll('checkpoints');
  return checkpoints.sort(latestFirst);
}

export function deleteCheckpoint(runId: string): Promise<void> {
  return write(['checkpoints'], (transaction) => [transaction.objectStore('checkpoints').delete(runId)]);
}
