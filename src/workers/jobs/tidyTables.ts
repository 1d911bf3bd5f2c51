import { keyOfPhoto } from '../../core/augmentation/view-key.ts';
import { allCheckpoints } from '../../storage/checkpoints.ts';
import { readDataset } from '../../storage/dataset.ts';
import { FeatureTable } from '../../storage/features.ts';
import { takenRunIds } from '../../storage/runs.ts';
import { boundTables, removeForeignTables, tableNames } from '../../storage/tables.ts';
import type { Job } from './job.ts';
import { cacheKey, exclusively } from './session.ts';

/** Share of a table's records that may be of deleted photos before they are dropped. */
const LEFT_OVER = 0.1;

const tidyTables: Job<'tidyTables'> = ({ networks }, { signal }) =>
  exclusively(signal, async () => {
    const [{ samples }, checkpoints, runs] = await Promise.all([
      readDataset(),
      allCheckpoints(),
      takenRunIds(),
    ]);
    await removeForeignTables(networks.map(cacheKey), runs);
    await boundTables();
    const all = [...samples, ...checkpoints.flatMap(({ request }) => request.samples)];
    const shown = new Set(all.map(({ hash }) => keyOfPhoto(hash)));
    const there = new Set(await tableNames());
    for (const network of networks) {
      if (!there.has(cacheKey(network))) continue;
      signal.throwIfAborted();
      const table = await FeatureTable.open(cacheKey(network), network.features);
      await table.prune((key) => shown.has(keyOfPhoto(key)), LEFT_OVER);
    }
    return null;
  });

export default tidyTables;
