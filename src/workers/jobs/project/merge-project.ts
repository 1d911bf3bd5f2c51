import { mergeProject as merge } from '../../../core/project/project-file-merge.ts';
import { readDataset } from '../../../storage/dataset/dataset.ts';
import { renamePhotos } from '../../../storage/evaluation/answers.ts';
import { allEnsembles } from '../../../storage/training/ensembles.ts';
import { allRuns } from '../../../storage/training/runs.ts';
import type { Job } from '../../runtime/job.ts';
import { opened, setOpened } from './opened.ts';

/** Here and not on the page: to put ten thousand photos into ten thousand takes longer than a frame. */
const mergeProject: Job<'mergeProject'> = async () => {
  const { contents, called } = opened();
  const [dataset, runs, ensembles] = await Promise.all([readDataset(), allRuns(), allEnsembles()]);
  const { photoIdOf, ...merged } = merge({ dataset, runs, ensembles }, contents, () => crypto.randomUUID());
  // As they are called here, and aside still: once the page has taken them over it says only that they are shown.
  const now = new Map(merged.runs.map(({ id }) => [id, new Map<string, string>()]));
  await renamePhotos(
    merged.runs.map((run) => ({ ...run, deleted: true, number: 0 })),
    (stored, runId) => {
      const id = called.get(runId)?.get(stored) ?? stored;
      const here = photoIdOf(id);
      now.get(runId)?.set(here, id);
      return here;
    },
  );
  setOpened(contents, new Map([...called, ...now]));
  return merged;
};

export default mergeProject;
