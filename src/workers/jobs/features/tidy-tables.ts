import { keyOfPhoto } from '../../../core/augmentation/view-key.ts';
import { asSeenBy, columnsOf, readOf } from '../../../core/backbone/read-depths.ts';
import type { Run } from '../../../core/training/run.ts';
import { readDataset } from '../../../storage/dataset/dataset.ts';
import { pruneBoundaries } from '../../../storage/features/activations.ts';
import { FeatureTable } from '../../../storage/features/features.ts';
import { boundTables, removeForeignTables, tableNames } from '../../../storage/features/tables.ts';
import { allCheckpoints } from '../../../storage/training/checkpoints.ts';
import { allRuns, takenRunIds } from '../../../storage/training/runs.ts';
import type { JobRequest } from '../../protocol.ts';
import type { Job } from '../../runtime/job.ts';
import { cacheKey, exclusively } from '../../runtime/session.ts';

const tidyTables: Job<'tidyTables'> = ({ networks }, { signal }) =>
  exclusively(signal, async () => {
    const [{ samples }, checkpoints, taken, runs] = await Promise.all([
      readDataset(),
      allCheckpoints(),
      takenRunIds(),
      allRuns(),
    ]);
    // Those of runs that look at pictures of another size stay as long as the runs.
    const former = runs.flatMap((run) =>
      networks.filter(({ id }) => id === run.recipe.backbone).map((network) => asSeenBy(run, network)),
    );
    const all = [...networks, ...former];
    await removeForeignTables(all.map(cacheKey), taken);
    await boundTables();
    const photos = [...samples, ...checkpoints.flatMap(({ request }) => request.samples)];
    const shown = new Set(photos.map(({ hash }) => keyOfPhoto(hash)));
    const isShown = (key: string) => shown.has(keyOfPhoto(key));
    const finished = new Map(runs.map((run) => [run.id, run]));
    for (const name of await tableNames()) {
      signal.throwIfAborted();
      const length = lengthOf(name, all, finished);
      if (length !== null) await (await FeatureTable.open(name, length)).prune(isShown, 0);
    }
    signal.throwIfAborted();
    await pruneBoundaries(isShown);
    return null;
  });

/** Values a view of a table of features; null where it's of a run that has not finished, whose photos all count as shown. */
function lengthOf(
  name: string,
  networks: JobRequest<'tidyTables'>['networks'],
  finished: ReadonlyMap<string, Run>,
): number | null {
  for (const network of networks) {
    const key = cacheKey(network);
    if (name === key) return network.features;
    const run = name.startsWith(`${key}-`) ? finished.get(name.slice(key.length + 1)) : undefined;
    if (!run) continue;
    // A fine-tuned network ends with what its run reads.
    const read = readOf(run, network);
    return read && columnsOf(network.depths, read).reduce((sum, { from, to }) => sum + to - from, 0);
  }
  return null;
}

export default tidyTables;
