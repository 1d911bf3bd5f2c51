import { samplesOfSplit } from '../core/dataset/selectors.ts';
import { readiness } from '../core/training/readiness.ts';
import type { Run, UnfinishedRun } from '../core/training/run.ts';
import type { SliceContext, Undoable } from './context.ts';
import { startEngine } from './engine.ts';
import { liveTrainings } from './live-training.ts';
import type { TrainingSlice } from './state.ts';

export function trainingSlice(context: SliceContext): TrainingSlice {
  const { set, get, client, history, report } = context;
  const live = liveTrainings(context);

  const save = (run: Run) => {
    client.run('saveRun', { run }).catch(report('train', 'The run was not stored'));
  };

  const showDeleted = (run: Run, deleted: boolean, at: number) => {
    save({ ...run, deleted });
    set(({ runs, currentRunId }) => {
      const left = runs.filter(({ id }) => id !== run.id);
      const shown = deleted ? left : left.toSpliced(at, 0, run);
      const current =
        currentRunId && shown.some(({ id }) => id === currentRunId) ? currentRunId : shown[0]?.id;
      return { runs: shown, currentRunId: deleted ? (current ?? null) : run.id, prediction: null };
    });
  };
  const deletion = (run: Run, at: number, deleted: boolean): Undoable => ({
    label: deleted ? 'Delete run' : 'Restore run',
    revert: () => {
      showDeleted(run, !deleted, at);
      return deletion(run, at, !deleted);
    },
  });

  const showDiscarded = (run: UnfinishedRun, discarded: boolean, at: number) => {
    client
      .run('discard', { runId: run.id, discarded })
      .catch(report('train', 'The unfinished run was not changed on disk'));
    set(({ unfinished }) => {
      const left = unfinished.filter(({ id }) => id !== run.id);
      return { unfinished: discarded ? left : left.toSpliced(at, 0, run) };
    });
  };
  const discarding = (run: UnfinishedRun, at: number, discarded: boolean): Undoable => ({
    label: discarded ? 'Discard unfinished run' : 'Restore unfinished run',
    revert: () => {
      showDiscarded(run, !discarded, at);
      return discarding(run, at, !discarded);
    },
  });

  return {
    training: { kind: 'idle' },
    runs: [],
    currentRunId: null,
    unfinished: [],
    testViews: 0,
    evaluating: null,
    train: async () => {
      const { dataset, recipe } = get();
      if (live.running() || !readiness(dataset).ready) return;
      const runId = crypto.randomUUID();
      const { classes, samples } = dataset;
      await live.begin(runId, recipe, [], (options) =>
        client.run('train', { runId, recipe, classes, samples }, options),
      );
    },
    resumeRun: async (id) => {
      const run = get().unfinished.find((unfinished) => unfinished.id === id);
      if (live.running() || !run) return;
      set(({ unfinished }) => ({ unfinished: unfinished.filter((other) => other !== run) }));
      await live.begin(id, run.recipe, run.history, (options) =>
        client.run('resume', { runId: id }, options),
      );
    },
    stopTraining: live.stop,
    pauseTraining: live.pause,
    discardRun: (id) => {
      const at = get().unfinished.findIndex((run) => run.id === id);
      const run = get().unfinished[at];
      if (!run) return;
      showDiscarded(run, true, at);
      history.push(discarding(run, at, true));
    },
    chooseRun: (id) => set({ currentRunId: id, prediction: null }),
    deleteRun: (id) => {
      const at = get().runs.findIndex((run) => run.id === id);
      const run = get().runs[at];
      if (!run) return;
      showDeleted(run, true, at);
      history.push(deletion(run, at, true));
    },
    setTestViews: (testViews) => {
      get().clearPrediction();
      set({ testViews });
    },
    openTest: async () => {
      const { currentRunId: runId, dataset, testViews: views } = get();
      if (!runId || get().evaluating) return;
      set({ evaluating: 'test' });
      startEngine(get());
      try {
        const samples = samplesOfSplit(dataset, 'test');
        const test = await client.run('evaluate', { runId, split: 'test', samples, views });
        set(({ runs }) => ({
          runs: runs.map((run) => {
            if (run.id !== runId) return run;
            const opened = { ...run, test, testOpened: run.testOpened + 1 };
            save(opened);
            return opened;
          }),
        }));
      } catch (error) {
        report('evaluate', 'The test split could not be evaluated')(error);
      } finally {
        set({ evaluating: null });
      }
    },
  };
}
