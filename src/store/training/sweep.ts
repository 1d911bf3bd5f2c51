import type { SweepAxis, Trial } from '../../core/training/sweep.ts';
import { planTrials, sameHeadTraining, withValues } from '../../core/training/sweep-trials.ts';
import type { JobEvent } from '../../workers/protocol.ts';
import { photoJob } from '../dataset/photo-job.ts';
import type { SweepSlice } from '../evaluation/analysis-state.ts';
import type { SliceContext } from '../runtime/context.ts';
import type { Actions } from '../runtime/later-slices.ts';
import type { State } from '../state.ts';

type Asked = Pick<State, 'recipe' | 'dataset'>;

/**
 * Whether the trials of one state are none of the other: on other photos, or of a recipe that differs in more than the
 * hyperparameters that were tried. To take the best one's values leaves them as they are.
 */
export function sweepStale(axes: readonly SweepAxis[], { recipe, dataset }: Asked, before: Asked): boolean {
  if (dataset !== before.dataset) return true;
  const values = axes.map((axis) => axis.values[0] ?? 0);
  return !sameHeadTraining(withValues(recipe, axes, values), withValues(before.recipe, axes, values));
}

export function sweepSlice(context: SliceContext): Actions<SweepSlice> {
  const { set, get, client } = context;
  let asked: State | null = null;
  const holds = (of: State) => !sweepStale(get().sweepAxes, get(), of);
  const job = photoJob<JobEvent<'sweep'>, readonly Trial[]>(context, {
    ask: ({ recipe, classes, samples }, options) => {
      asked = get();
      const trials = planTrials(recipe, asked.sweepAxes);
      return client.run('sweep', { classes, samples, trials }, options);
    },
    show: (sweeping) => set({ sweeping }),
    // Each was told as it came, and what was tried until Stop is worth keeping.
    take: (trials) => {
      if (trials === null) set({ trials: [] });
    },
    hear: (event) => {
      if (event.kind === 'trial' && asked && holds(asked))
        set(({ trials }) => ({
          trials: [...trials.filter((trial) => !sameValues(trial, event.trial)), event.trial],
        }));
    },
    stale: (of) => !holds(of),
    stage: 'train',
    failed: 'The settings could not be tried',
  });
  return {
    sweep: (axes) => {
      if (get().sweeping) return Promise.resolve();
      set({ sweepAxes: axes });
      return job.run();
    },
    stopSweep: job.stop,
  };
}

/** What a worker has told that was replaced is told again. */
const sameValues = (a: Trial, b: Trial): boolean => a.values.every((value, i) => value === b.values[i]);
