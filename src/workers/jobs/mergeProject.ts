import { mergeProject as merge } from '../../core/project/project-file-merge.ts';
import { readDataset } from '../../storage/dataset.ts';
import { allEnsembles } from '../../storage/ensembles.ts';
import { allRuns } from '../../storage/runs.ts';
import type { Job } from './job.ts';
import { opened } from './project/opened.ts';

/** Here and not on the page: to put ten thousand photos into ten thousand takes longer than a frame. */
const mergeProject: Job<'mergeProject'> = async () => {
  const from = opened();
  const [dataset, runs, ensembles] = await Promise.all([readDataset(), allRuns(), allEnsembles()]);
  const shown = <T extends { readonly deleted: boolean }>(list: readonly T[]) =>
    list.filter(({ deleted }) => !deleted);
  return merge({ dataset, runs: shown(runs), ensembles: shown(ensembles) }, from, () => crypto.randomUUID());
};

export default mergeProject;
