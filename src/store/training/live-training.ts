import { toFailure } from '../../core/project/failure.ts';
import { latestFirst, newestFirst, withItem } from '../../core/project/in-order.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { EpochMetrics, Run, UnfinishedRun } from '../../core/training/run.ts';
import type { TrainEvent } from '../../workers/protocol/training.ts';
import type { SliceContext } from '../runtime/context.ts';
import { startEngine } from '../runtime/engine.ts';
import { nextTask } from '../runtime/next-task.ts';
import { noteStopped } from './stopped-run.ts';
import type { LiveTraining, RunningStatus, TrainingStatus } from './training-state.ts';

type Work = (options: {
  readonly signal: AbortSignal;
  readonly onEvent: (event: TrainEvent) => void;
}) => Promise<Run>;

/** The one training that can run at a time: begun anew or gone on with, paused, stopped. */
export interface LiveTrainings {
  readonly running: () => boolean;
  /** @param history of an unfinished run; empty for a new one */
  begin(runId: string, recipe: Recipe, history: readonly EpochMetrics[], work: Work): Promise<void>;
  pause(): void;
  stop(): void;
}

export function liveTrainings({ set, get, client, report }: SliceContext): LiveTrainings {
  let current: {
    readonly runId: string;
    readonly controller: AbortController;
    ending: 'stop' | 'pause';
  } | null = null;

  const abort = (ending: 'stop' | 'pause') => {
    if (!current) return;
    current.ending = ending;
    if (ending === 'stop') noteStopped(current.runId);
    current.controller.abort();
  };

  /** What the worker has a checkpoint of. */
  const keep = (run: UnfinishedRun) =>
    set(({ unfinished }) => ({
      unfinished: withItem(
        unfinished.filter(({ id }) => id !== run.id),
        run,
        latestFirst,
      ),
    }));

  const discard = (runId: string) =>
    client
      .run('write', { unfinished: [{ runId, discarded: true }] })
      .then(() => noteStopped(null))
      .catch(report('train', 'What the stopped training had learned was not removed'));

  const ended = (error: unknown, ending: 'stop' | 'pause', runId: string, live: LiveTraining) => {
    const failure = toFailure(error);
    const cancelled = failure.code === 'cancelled';
    const begun = live.history.length > 0;
    const { recipe, history } = live;
    const unfinished = { id: runId, savedAt: Date.now(), recipe, history };
    if (cancelled && ending === 'pause') {
      keep(unfinished);
      set({ training: { kind: 'paused', runId } });
    } else if (cancelled) {
      set({ training: { kind: 'stopped' } });
      if (begun) void discard(runId);
    } else {
      set({ training: { kind: 'failed', failure } });
      // What has diverged would diverge again; all else can go on from where it was cut off.
      if (failure.code === 'diverged') void discard(runId);
      else if (failure.code !== 'not-found' && live.history.some(({ phase }) => phase > 0)) keep(unfinished);
    }
  };

  return {
    running: () => current !== null,
    begin: async (runId, recipe, history, work) => {
      const training = { runId, controller: new AbortController(), ending: 'stop' as 'stop' | 'pause' };
      current = training;
      let status: RunningStatus = {
        kind: 'preparing',
        what: 'Starting the engine',
        recipe,
        history,
        kept: null,
      };
      set({ training: status });
      startEngine(get());
      try {
        // The page shows that it has begun, then hands ten thousand samples over: both in one task took it 71 ms.
        await nextTask();
        const run = await work({
          signal: training.controller.signal,
          onEvent: (event) => {
            status = follow(status, event);
            set({ training: status });
          },
        });
        set(({ runs }) => ({
          runs: withItem(runs, run, newestFirst),
          currentRunId: run.id,
          prediction: null,
          training: { kind: 'finished', runId: run.id } satisfies TrainingStatus,
        }));
      } catch (error) {
        ended(error, training.ending, runId, status);
      } finally {
        current = null;
      }
    },
    pause: () => abort('pause'),
    stop: () => abort('stop'),
  };
}

/** The status after an event of the job. A job that began again on a new engine tells its epochs anew. */
function follow({ recipe, history, kept }: RunningStatus, event: TrainEvent): RunningStatus {
  switch (event.kind) {
    case 'preparing':
    case 'extracting':
    case 'comparing':
    case 'choosing':
    case 'judging':
      return { ...event, recipe, history, kept };
    case 'batch': {
      const { metrics } = event;
      const before = history.filter(({ epoch }) => epoch <= metrics.progress);
      return {
        kind: 'fitting',
        recipe,
        history: before.length === history.length ? history : before,
        kept,
        batch: metrics,
      };
    }
    case 'epoch': {
      const before = history.filter(({ epoch }) => epoch < event.metrics.epoch);
      return {
        kind: 'fitting',
        recipe,
        history: [...before, event.metrics],
        kept: event.kept,
        batch: null,
        ...(event.share !== undefined && { share: event.share }),
      };
    }
  }
}
