import type { Sample, Split } from '../../core/dataset/dataset.ts';
import { samplesOfSplit } from '../../core/dataset/selectors.ts';
import { samplesThen } from '../../core/dataset/version.ts';
import type { Run } from '../../core/training/run.ts';
import { nameOfRun } from '../../core/training/run-name.ts';
import type { RunsSlice } from '../evaluation/analysis-state.ts';
import type { SliceContext, Undoable } from '../runtime/context.ts';
import { startEngine } from '../runtime/engine.ts';
import type { State } from '../state.ts';
import { readAnswers } from './run-answers.ts';
import { storedRuns } from './stored-runs.ts';

export function runsSlice(context: SliceContext): RunsSlice {
  const { set, get, client, history, mayChange, report } = context;
  const { find, change } = storedRuns(context);

  const naming = (id: string, before: string | null): Undoable => ({
    label: 'Rename run',
    revert: () => {
      const after = find(id)?.name ?? null;
      change(id, { name: before });
      return naming(id, after);
    },
  });

  return {
    nameRun: (id, name) => {
      const run = find(id);
      if (!run || !mayChange()) return;
      const trimmed = name.trim();
      const plain = trimmed === '' || trimmed === nameOfRun({ ...run, name: null });
      const next = plain ? null : trimmed;
      if (next === run.name) return;
      change(id, { name: next });
      history.push(naming(id, run.name));
    },
    starRun: (id, starred) => change(id, { starred }),
    noteRun: (id, note) => change(id, { note }),
    answersOf: (run) => readAnswers(client, run),
    evaluateSplit: async (split) => {
      const { currentRunId: runId, runs, evaluating } = get();
      const run = runs.find(({ id }) => id === runId);
      if (!run || evaluating || run[split] || !mayChange()) return;
      const samples = photosOf(run, split, get());
      if (samples.length === 0) {
        get().notify({
          tone: 'info',
          stage: 'evaluate',
          title: `None of the ${split === 'train' ? 'training' : split} photos of ${nameOfRun(run)} are in the data set any more.`,
          failures: [],
        });
        return;
      }
      set({ evaluating: split });
      startEngine(get());
      try {
        const { classes } = get().dataset;
        const evaluation = await client.run('evaluate', { runId: run.id, split, samples, classes, views: 0 });
        change(run.id, { [split]: evaluation });
      } catch (error) {
        report('evaluate', 'The photos could not be evaluated')(error);
      } finally {
        set({ evaluating: null });
      }
    },
    takeRecipeOf: (id) => {
      const run = find(id);
      if (run) get().replaceRecipe(run.recipe, `Take the recipe of ${nameOfRun(run)}`);
    },
  };
}

/**
 * The photos that a run had in a split, wherever they are now: those that came to the split later may be ones that it
 * was trained on. A run of an earlier version doesn't know them: the split as it is has to do.
 */
function photosOf(run: Run, split: Split, { dataset }: Pick<State, 'dataset'>): readonly Sample[] {
  if (!run.data) return samplesOfSplit(dataset, split);
  return samplesThen(run.data, dataset.samples, split).map((sample) => ({
    ...sample,
    split,
    excluded: false,
  }));
}
