import { version } from '../../../../package.json';
import { isOwn } from '../../../core/backbone/own-backbone.ts';
import { FailureError, toFailure } from '../../../core/project/failure.ts';
import { picturesOf } from '../../../core/project/project-file.ts';
import { reportProgress } from '../../../core/project/rate.ts';
import { storedBackbone, storedCards } from '../../../storage/backbone/backbones.ts';
import { readDataset } from '../../../storage/dataset/dataset.ts';
import { getPicture } from '../../../storage/dataset/pictures.ts';
import { beginFile, sweepFiles } from '../../../storage/project/saved-files.ts';
import { allEnsembles } from '../../../storage/training/ensembles.ts';
import { readRecipe } from '../../../storage/training/recipe.ts';
import { allRuns, getTrained, trainedRunIds } from '../../../storage/training/runs.ts';
import type { Job } from '../../runtime/job.ts';
import { answered } from '../training/trained-runs.ts';
import { readProject } from './read-project.ts';
import { type ProjectSource, writeProject } from './write-project.ts';

const saveProject: Job<'saveProject'> = async (_, { signal, emit }) => {
  await sweepFiles();
  const source = await storedProject();
  const total = picturesOf(source.dataset).size + 2 * (source.runs.length + source.backbones.length);
  const report = reportProgress(
    total,
    () => performance.now(),
    (done) => emit({ kind: 'step', done, total }),
  );
  let done = 0;
  const passed = () => report(++done);
  const saved = await beginFile();
  try {
    await writeProject(source, saved.output, { signal, app: version, createdAt: Date.now(), passed });
    const file = await saved.read();
    await prove(file, signal, passed);
    return file;
  } catch (error) {
    await saved.discard();
    signal.throwIfAborted();
    throw error;
  }
};

export default saveProject;

/** What is on disk and not deleted. A run whose weights the browser has lost answers nothing, so it stays behind. */
async function storedProject(): Promise<ProjectSource> {
  const [dataset, recipe, all, ensembles, trained, own] = await Promise.all([
    readDataset(),
    readRecipe(),
    allRuns(),
    allEnsembles(),
    trainedRunIds(),
    storedCards(),
  ]);
  const runs = all.filter(({ id, deleted }) => !deleted && trained.has(id));
  const ids = new Set(runs.map(({ id }) => id));
  const recipes = [...(recipe ? [recipe] : []), ...runs.map((run) => run.recipe)];
  const needed = new Set(recipes.map(({ backbone }) => backbone).filter(isOwn));
  return {
    dataset,
    recipe,
    runs,
    backbones: own.map(({ id }) => id).filter((id) => needed.has(id)),
    backbone: storedBackbone,
    ensembles: ensembles.filter(
      ({ deleted, members }) => !deleted && members.every(({ runId }) => ids.has(runId)),
    ),
    picture: getPicture,
    answered,
    weights: async (id) => {
      const weights = await getTrained(id);
      if (weights) return weights;
      throw new FailureError({
        code: 'not-found',
        what: 'The trained model of a run is not stored any more.',
        todo: 'Reload the page and save again.',
      });
    },
  };
}

/** A project that can't be opened again must be found out while there is another. Its pictures were checked as they were written. */
async function prove(file: File, signal: AbortSignal, passed: () => void): Promise<void> {
  try {
    const reader = await readProject(file, file.name, signal);
    for (const id of reader.project.runs) {
      await reader.readRun(id);
      passed();
    }
    for (const id of reader.project.backbones) {
      await reader.readBackbone(id);
      passed();
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw new FailureError(
      {
        code: 'unexpected',
        what: `The project was written, but can't be opened again: ${toFailure(cause).what}`,
        todo: 'Nothing was saved, and nothing here was changed. Report this: it is a mistake of the page.',
      },
      { cause },
    );
  }
}
