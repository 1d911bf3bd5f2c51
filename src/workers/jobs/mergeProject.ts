import { mergeProject as merge } from '../../core/project/project-file-merge.ts';
import { writeChange } from '../../storage/change.ts';
import { readDataset } from '../../storage/dataset.ts';
import { allEnsembles } from '../../storage/ensembles.ts';
import { allRuns } from '../../storage/runs.ts';
import type { Job } from './job.ts';
import { opened } from './project/opened.ts';

/** Here and not on the page: to put ten thousand photos into ten thousand takes longer than a frame. */
const mergeProject: Job<'mergeProject'> = async () => {
  const from = opened();
  const [dataset, runs, ensembles] = await Promise.all([readDataset(), allRuns(), allEnsembles()]);
  const merged = merge({ dataset, runs, ensembles }, from, () => crypto.randomUUID());
  // As they are called here, and aside still: once the page has taken them over it says only that they are shown.
  await writeChange({ runs: merged.runs.map((run) => ({ ...run, deleted: true, number: 0 })) });
  return merged;
};

export default mergeProject;
