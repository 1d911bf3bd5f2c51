import type { Sample } from '../../../core/dataset/dataset.ts';
import type { DamagedRecord } from '../../../core/project/sound-records.ts';
import { readDataset } from '../../../storage/dataset/dataset.ts';
import { keepPictures } from '../../../storage/dataset/pictures.ts';
import { removeAllTables, removeFormerTables } from '../../../storage/features/tables.ts';
import { sweepFiles } from '../../../storage/project/saved-files.ts';
import {
  allCheckpoints,
  type CheckpointSummary,
  deleteCheckpoint,
} from '../../../storage/training/checkpoints.ts';
import { allEnsembles, deleteEnsemble } from '../../../storage/training/ensembles.ts';
import { readRecipe } from '../../../storage/training/recipe.ts';
import { allRuns, deleteRun } from '../../../storage/training/runs.ts';
import type { Job } from '../../runtime/job.ts';

/**
 * Removes the pictures that no sample shows any more. Deleted photos wait for this, so that a deletion can be
 * undone as long as the page is open; it runs before an import can start.
 */
const sweep = (samples: readonly Sample[]): Promise<void> =>
  keepPictures(new Set(samples.map(({ hash }) => hash)));

/** Samples handed to the page at a time. */
const PART = 2000;

const open: Job<'open'> = async ({ sweep: sweeps, stopped }, { emit }) => {
  const damaged: DamagedRecord[] = [];
  const onDamaged = (record: DamagedRecord) => void damaged.push(record);
  const [dataset, recipe, runs, checkpoints, ensembles] = await Promise.all([
    readDataset(onDamaged),
    readRecipe(onDamaged),
    allRuns(onDamaged),
    allCheckpoints(onDamaged),
    allEnsembles(onDamaged),
  ]);
  const thrownAway = ({ discarded, request }: CheckpointSummary) => discarded || request.runId === stopped;
  if (sweeps) {
    await sweepFiles();
    const shown = [...dataset.samples, ...checkpoints.flatMap(({ request }) => request.samples)];
    // Of a damaged one it is not known which pictures it shows.
    const allKnown = !damaged.some(({ store }) => store === 'samples' || store === 'checkpoints');
    if (allKnown) await sweep(shown);
    // What else is no longer needed waits until it is known which networks there are (tidyTables).
    await (shown.length === 0 && allKnown ? removeAllTables() : removeFormerTables());
    for (const { id } of runs.filter(({ deleted }) => deleted)) await deleteRun(id);
    for (const { id } of ensembles.filter(({ deleted }) => deleted)) await deleteEnsemble(id);
    for (const { request } of checkpoints.filter(thrownAway)) await deleteCheckpoint(request.runId);
  }
  const { samples, ...rest } = dataset;
  for (let start = 0; start < samples.length; start += PART)
    emit({ kind: 'samples', samples: samples.slice(start, start + PART) });
  if (damaged.length > 0) emit({ kind: 'damaged', records: damaged });
  for (const run of runs) if (!run.deleted) emit({ kind: 'run', run });
  return {
    dataset: rest,
    recipe,
    ensembles: ensembles.filter((ensemble) => !ensemble.deleted),
    unfinished: checkpoints
      .filter((checkpoint) => !thrownAway(checkpoint))
      .map(({ request, savedAt, history }) => ({
        id: request.runId,
        savedAt,
        recipe: request.recipe,
        history,
      })),
  };
};

export default open;
