import type { DamagedRecord } from '../../core/project/sound-records.ts';
import { removeBackbone } from '../backbone/backbones.ts';
import { readDataset } from '../dataset/dataset.ts';
import { write } from '../disk/database.ts';
import { deleteCheckpoint } from '../training/checkpoints.ts';
import { deleteEnsemble } from '../training/ensembles.ts';
import { deleteRun } from '../training/runs.ts';

/** Deletes for good what can't be read any more, with all that belongs to it. */
export async function removeDamaged(records: readonly DamagedRecord[]): Promise<void> {
  for (const { store, key } of records)
    if (store === 'runs') await deleteRun(key);
    else if (store === 'ensembles') await deleteEnsemble(key);
    else if (store === 'checkpoints') await deleteCheckpoint(key);
    else if (store === 'backbones') await removeBackbone(key);
    else if (store === 'samples')
      await write(['samples'], (transaction) => [() => transaction.objectStore('samples').delete(key)]);
    else if (store === 'settings')
      await write(['project'], (transaction) => [
        () => transaction.objectStore('project').delete(key === 'recipe' ? 'recipe' : 'split'),
      ]);
  if (!records.some(({ store }) => store === 'classes')) return;
  // Their photos have classes under new names, which now are those that are stored.
  const { classes } = await readDataset();
  await write(['project'], (transaction) => [
    () => transaction.objectStore('project').put(classes, 'classes'),
  ]);
}
