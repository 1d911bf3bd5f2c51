import type { StoredChange } from '../../core/project/stored-change.ts';
import { patchRequests } from '../dataset/dataset.ts';
import { write } from './database.ts';

/**
 * Writes a change of data set, recipe, runs and ensembles in one transaction: a page that is closed meanwhile opens with
 * all of it or nothing.
 */
export function writeChange({ patch, recipe, runs = [], ensembles = [] }: StoredChange): Promise<void> {
  return write(['samples', 'project', 'runs', 'ensembles'], (transaction) => {
    const project = transaction.objectStore('project');
    const stored = transaction.objectStore('runs');
    return [
      ...(patch ? patchRequests(patch, transaction.objectStore('samples'), project) : []),
      ...(recipe ? [() => project.put(recipe, 'recipe')] : []),
      ...runs.map((run) => () => stored.put(run)),
      ...ensembles.map((ensemble) => () => transaction.objectStore('ensembles').put(ensemble)),
    ];
  });
}

/** Notes which unfinished runs were thrown away, and which came back. */
export function markCheckpoints(unfinished: NonNullable<StoredChange['unfinished']>): Promise<void> {
  return write(['checkpoints'], (transaction) => {
    const checkpoints = transaction.objectStore('checkpoints');
    return unfinished.map(({ runId, discarded }) => async () => {
      const checkpoint = await checkpoints.get(runId);
      if (checkpoint) await checkpoints.put({ ...checkpoint, discarded }, runId);
    });
  });
}
