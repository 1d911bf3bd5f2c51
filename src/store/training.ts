import { samplesOfSplit } from '../core/dataset/selectors.ts';
import { toFailure } from '../core/project/failure.ts';
import { readiness } from '../core/training/readiness.ts';
import type { Run } from '../core/training/run.ts';
import type { TrainEvent } from '../workers/protocol.ts';
import type { SliceContext, Undoable } from './context.ts';
import { startEngine } from './engine.ts';
import type { TrainingSlice, TrainingStatus } from './state.ts';

export function trainingSlice({ set, get, client, history, report }: SliceContext): TrainingSlice {
  let stop: AbortController | null = null;

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

  return {
    training: { kind: 'idle' },
    runs: [],
    currentRunId: null,
    evaluating: null,
    train: async () => {
      const { dataset, recipe } = get();
      if (stop || !readiness(dataset).ready) return;
      const controller = new AbortController();
      stop = controller;
      set({ training: { kind: 'preparing', what: 'Starting the engine' } });
      startEngine(get());
      try {
        const run = await client.run(
          'train',
          { runId: crypto.randomUUID(), recipe, classes: dataset.classes, samples: dataset.samples },
          {
            signal: controller.signal,
            onEvent: (event) => set(({ training }) => ({ training: follow(training, event, recipe) })),
          },
        );
        set(({ runs }) => ({
          runs: [run, ...runs],
          currentRunId: run.id,
          prediction: null,
          training: { kind: 'finished', runId: run.id },
        }));
      } catch (error) {
        const failure = toFailure(error);
        set({ training: failure.code === 'cancelled' ? { kind: 'stopped' } : { kind: 'failed', failure } });
      } finally {
        stop = null;
      }
    },
    stopTraining: () => stop?.abort(),
    chooseRun: (id) => set({ currentRunId: id, prediction: null }),
    deleteRun: (id) => {
      const at = get().runs.findIndex((run) => run.id === id);
      const run = get().runs[at];
      if (!run) return;
      showDeleted(run, true, at);
      history.push(deletion(run, at, true));
    },
    openTest: async () => {
      const { currentRunId: runId, dataset } = get();
      if (!runId || get().evaluating) return;
      set({ evaluating: 'test' });
      startEngine(get());
      try {
        const samples = samplesOfSplit(dataset, 'test');
        const test = await client.run('evaluate', { runId, split: 'test', samples });
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

/** The status after an event of the job. */
function follow(status: TrainingStatus, event: TrainEvent, recipe: Run['recipe']): TrainingStatus {
  const fitting =
    status.kind === 'fitting' ? status : { kind: 'fitting' as const, recipe, history: [], batch: null };
  switch (event.kind) {
    case 'preparing':
    case 'extracting':
      return event;
    case 'batch':
      return { ...fitting, batch: event.metrics };
    case 'epoch': {
      // A job that began again on a new engine tells its epochs anew.
      const before = fitting.history.filter(({ epoch }) => epoch < event.metrics.epoch);
      return { ...fitting, history: [...before, event.metrics], batch: null };
    }
  }
}
