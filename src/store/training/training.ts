import { photoWords } from '../../core/count-words.ts';
import { samplesOfSplit } from '../../core/dataset/selectors.ts';
import { samplesSeen } from '../../core/dataset/version.ts';
import { latestFirst, newestFirst, withItem } from '../../core/project/in-order.ts';
import type { TrainingRequest } from '../../core/training/checkpoint.ts';
import { readiness } from '../../core/training/readiness.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { Run, UnfinishedRun } from '../../core/training/run.ts';
import { nameOfRun } from '../../core/training/run-name.ts';
import type { SliceContext, Undoable } from '../runtime/context.ts';
import { startEngine } from '../runtime/engine.ts';
import type { Actions } from '../runtime/later-slices.ts';
import { liveTrainings } from './live-training.ts';
import { storedRuns } from './stored-runs.ts';
import type { TrainingSlice } from './training-state.ts';

export function trainingSlice(context: SliceContext): Actions<TrainingSlice> {
  const { set, get, client, history, mayChange, report } = context;
  const live = liveTrainings(context);
  const { find, save, change } = storedRuns(context);

  const showDeleted = (id: string): Undoable => {
    const run = find(id);
    const answered = get().currentRunId === id;
    if (run) save({ ...run, deleted: true });
    set(({ runs, currentRunId }) => {
      const shown = runs.filter((other) => other.id !== id);
      const current = shown.some((other) => other.id === currentRunId) ? currentRunId : shown[0]?.id;
      return { runs: shown, currentRunId: current ?? null, prediction: null };
    });
    return { label: 'Delete run', revert: () => showRestored(id, run, answered) };
  };
  const showRestored = (id: string, run: Run | undefined, answers: boolean): Undoable => {
    if (run) {
      save(run);
      set(({ runs }) => ({
        runs: withItem(runs, run, newestFirst),
        ...((answers || runs.length === 0) && { currentRunId: id, prediction: null }),
      }));
    }
    return { label: 'Delete run', revert: () => showDeleted(id) };
  };

  const showDiscarded = (run: UnfinishedRun, discarded: boolean) => {
    client
      .run('write', { unfinished: [{ runId: run.id, discarded }] })
      .catch(report('train', 'The unfinished run was not changed on disk'));
    set(({ unfinished }) => {
      const left = unfinished.filter(({ id }) => id !== run.id);
      return { unfinished: discarded ? left : withItem(left, run, latestFirst) };
    });
  };
  const discarding = (run: UnfinishedRun, discarded: boolean): Undoable => ({
    label: 'Discard unfinished run',
    revert: () => {
      showDiscarded(run, !discarded);
      return discarding(run, !discarded);
    },
  });

  const begin = async (
    recipe: Recipe,
    more: Pick<TrainingRequest, 'guess' | 'measuredBy'>,
  ): Promise<void> => {
    if (live.running() || !readiness(get().dataset).ready || !mayChange()) return;
    const runId = crypto.randomUUID();
    await live.begin(runId, recipe, [], async (options) => {
      const comparing = get().gatherDuplicates(options);
      const spent = comparing && (await comparing);
      const { classes, samples } = get().dataset;
      const request = { runId, recipe, classes, samples, ...(spent && { spent }), ...more };
      return client.run('train', request, options);
    });
  };

  return {
    train: (guess) => begin(get().recipe, guess === undefined ? {} : { guess }),
    learnFromAll: async (id) => {
      const run = find(id);
      if (!run) return;
      const { recipe, choice } = run;
      // What was found for it is kept: its figure would not be of a model that reads otherwise.
      const read = run.read ?? recipe.read;
      const penalty = choice?.penalty ?? recipe.penalty;
      await begin({ ...recipe, read, penalty }, { measuredBy: id });
    },
    resumeRun: async (id) => {
      const run = get().unfinished.find((unfinished) => unfinished.id === id);
      if (live.running() || !run || !mayChange()) return;
      set(({ unfinished }) => ({ unfinished: unfinished.filter((other) => other !== run) }));
      await live.begin(id, run.recipe, run.history, (options) =>
        client.run('resume', { runId: id }, options),
      );
    },
    stopTraining: live.stop,
    pauseTraining: live.pause,
    discardRun: (id) => {
      const run = get().unfinished.find((one) => one.id === id);
      if (!run || !mayChange()) return;
      showDiscarded(run, true);
      history.push(discarding(run, true));
    },
    chooseRun: (id) => set({ currentRunId: id, prediction: null }),
    deleteRun: (id) => {
      if (find(id) && mayChange()) history.push(showDeleted(id));
    },
    setTestViews: (testViews) => {
      get().clearPrediction();
      set({ testViews });
    },
    openTest: async () => {
      const { currentRunId, dataset, testViews: views, evaluating } = get();
      const run = find(currentRunId ?? '');
      if (!run || evaluating || !mayChange()) return;
      const held = samplesOfSplit(dataset, 'test');
      // A photo that came to the test split after the training is no test of it.
      const seen = new Set(run.data ? samplesSeen(run.data, held) : []);
      const samples = held.filter((sample) => !seen.has(sample));
      if (seen.size > 0)
        get().notify({ tone: 'info', stage: 'evaluate', title: seenWords(run, seen.size), failures: [] });
      if (samples.length === 0) return;
      if (!run.data)
        get().notify({ tone: 'info', stage: 'evaluate', title: unknownWords(run), failures: [] });
      set({ evaluating: 'test' });
      startEngine(get());
      try {
        const { classes } = dataset;
        const test = await client.run('evaluate', { runId: run.id, split: 'test', samples, classes, views });
        change(run.id, { test, testOpened: (find(run.id)?.testOpened ?? 0) + 1 });
      } catch (error) {
        report('evaluate', 'The test split could not be evaluated')(error);
      } finally {
        set({ evaluating: null });
      }
    },
  };
}

const unknownWords = (run: Run): string =>
  `What ${nameOfRun(run)} was trained with is not known here: it may have learned from some of these test photos.`;

function seenWords(run: Run, photos: number): string {
  return `${photoWords(photos)} of the test set ${photos === 1 ? 'is' : 'are'} left out: ${nameOfRun(run)} was trained or chosen with ${photos === 1 ? 'it' : 'them'}.`;
}
