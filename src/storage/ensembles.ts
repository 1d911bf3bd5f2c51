import type { Ensemble } from '../core/prediction/ensemble.ts';
import { newestFirst } from '../core/project/in-order.ts';
import { database, write } from './database.ts';

/** All ensembles, newest first. */
export async function allEnsembles(): Promise<Ensemble[]> {
  const ensembles = await (await database()).getAll('ensembles');
  return ensembles.sort(newestFirst);
}

export function deleteEnsemble(id: string): Promise<void> {
  return write(['ensembles'], (transaction) => [() => transaction.objectStore('ensembles').delete(id)]);
}
