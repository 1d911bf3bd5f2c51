import { latestFirst } from '../../core/project/in-order.ts';
import { isCheckpoint, type OnDamaged } from '../../core/project/sound-records.ts';
import type { Checkpoint, CheckpointWeights } from '../../core/training/checkpoint.ts';
import { database, write } from '../disk/database.ts';
import { readRecords } from '../disk/read-records.ts';

/** What is known of an unfinished run, without what it has learned. */
export type CheckpointSummary = Omit<Checkpoint, keyof CheckpointWeights>;

/** Stores a checkpoint in the place of the run's last one: all of it or nothing. */
export function putCheckpoint({ weights, state, ...rest }: Checkpoint): Promise<void> {
  const { runId } = rest.request;
  return write(['checkpoints', 'progress'], (transaction) => [
    () => transaction.objectStore('checkpoints').put(rest, runId),
    () => transaction.objectStore('progress').put({ weights, state }, runId),
  ]);
}

/** The last whole epoch of an unfinished run. */
export async function getCheckpoint(runId: string): Promise<Checkpoint | undefined> {
  const transaction = (await database()).transaction(['checkpoints', 'progress']);
  const [rest, learned] = await Promise.all([
    transaction.objectStore('checkpoints').get(runId),
    transaction.objectStore('progress').get(runId),
  ]);
  return rest && learned && { ...rest, ...learned };
}

/** All of them, newest first. */
export async function allCheckpoints(onDamaged: OnDamaged = () => {}): Promise<CheckpointSummary[]> {
  const checkpoints = await readRecords('checkpoints', (one) => one, isCheckpoint, onDamaged);
  return checkpoints.sort(latestFirst);
}

export function deleteCheckpoint(runId: string): Promise<void> {
  return write(['checkpoints', 'progress'], (transaction) => [
    () => transaction.objectStore('checkpoints').delete(runId),
    () => transaction.objectStore('progress').delete(runId),
  ]);
}
