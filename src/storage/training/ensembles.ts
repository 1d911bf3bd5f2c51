import type { Ensemble } from '../../core/prediction/ensemble.ts';
import { newestFirst } from '../../core/project/in-order.ts';
import { isEnsemble, type OnDamaged } from '../../core/project/sound-records.ts';
import { write } from '../disk/database.ts';
import { readRecords } from '../disk/read-records.ts';

/** All ensembles, newest first. */
export async function allEnsembles(onDamaged: OnDamaged = () => {}): Promise<Ensemble[]> {
  const ensembles = await readRecords('ensembles', (one) => one, isEnsemble, onDamaged);
  return ensembles.sort(newestFirst);
}

export function deleteEnsemble(id: string): Promise<void> {
  return write(['ensembles'], (transaction) => [() => transaction.objectStore('ensembles').delete(id)]);
}
