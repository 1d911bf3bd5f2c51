import { keyOfPhoto } from '../../core/augmentation/view-key.ts';
import { asSeenBy } from '../../core/backbone/read-depths.ts';
import { allCheckpoints } from '../../storage/checkpoints.ts';
import { readDataset } from '../../storage/dataset.ts';
import { FeatureTable } from '../../storage/features.ts';
import { allRuns, takenRunIds } from '../../storage/runs.ts';
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
    // Those of runs that look at pictures of another size stay as long as the runs.
    const seen = (await allRuns()).flatMap((run) =>
      networks.filter(({ id }) => id === run.recipe.backbone).map((network) => asSeenBy(run, network)),
    );
    await removeForeignTables([...networks, ...seen].map(cacheKey), runs);
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
