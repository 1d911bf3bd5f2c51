import type { StoredChange } from '../../core/project/stored-change.ts';
import { write } from '../database.ts';
import { patchRequests } from '../dataset.ts';

/** Writes a change in one transaction: a page that is closed meanwhile opens with all of it or nothing. */
export function writeChange({ patch, runs, ensembles, unfinished }: StoredChange): Promise<void> {
  return write(['samples', 'project', 'runs', 'ensembles', 'checkpoints'], (transaction) => {
    const checkpoints = transaction.objectStore('checkpoints');
    return [
      ...patchRequests(patch, transaction.objectStore('samples'), transaction.objectStore('project')),
      ...runs.map((run) => transaction.objectStore('runs').put(run)),
      ...ensembles.map((ensemble) => transaction.objectStore('ensembles').put(ensemble)),
      ...unfinished.map(async ({ runId, discarded }) => {
        const checkpoint = await checkpoints.get(runId);
        if (checkpoint) await checkpoints.put({ ...checkpoint, discarded }, runId);
      }),
    ];
  });
}
