import { phasesOf } from './phases.ts';
import type { Recipe, Schedule } from './recipe.ts';

/** One-cycle starts at the peak rate divided by this, and ends at its start divided by FINAL (fastai, PyTorch). */
const START = 25;
const FINAL = 1e4;

/**
 * The learning rate of one step. Plateau is constant here: what it does depends on the losses, see `plateauAfter`.
 * @param step counted from 0 within the phase
 * @param steps of the phase, at least 1
 */
export function rateAt(schedule: Schedule, peak: number, step: number, steps: number): number {
  switch (schedule.kind) {
    case 'constant':
    case 'plateau':
      return peak;
    case 'cosine': {
      // Keras's CosineDecay, whose warm-up starts one step above zero so that no step is lost.
      const warmup = Math.min(Math.round(schedule.warmup * steps), steps - 1);
      if (step < warmup) return (peak * (step + 1)) / (warmup + 1);
      return cosine(peak, 0, (step - warmup) / (steps - warmup));
    }
    case 'one-cycle': {
      // PyTorch's OneCycleLR: the peak at step share · steps − 1, the lowest rate at the last step.
      const top = Math.max(0, schedule.peak * steps - 1);
      const start = peak / START;
      if (step < top) return cosine(start, peak, step / top);
      return steps - 1 > top ? cosine(peak, start / FINAL, (step - top) / (steps - 1 - top)) : peak;
    }
  }
}

/** From one value to another along half a cosine; `share` 0…1 of the way. */
const cosine = (from: number, to: number, share: number): number =>
  to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;

/** Where reduce-on-plateau stands. */
export interface PlateauState {
  /** Factor on the peak rate. */
  readonly factor: number;
  readonly best: number;
  /** Epochs since the best. */
  readonly waited: number;
}

export const plateauStart: PlateauState = { factor: 1, best: Number.POSITIVE_INFINITY, waited: 0 };

/** A loss counts as lower when it is by more than this (Keras). */
const MIN_DELTA = 1e-4;

/**
 * Reduce-on-plateau after an epoch, as Keras's ReduceLROnPlateau does it; other schedules don't move.
 * @param loss on validation, or on training where there is no validation
 */
export function plateauAfter(schedule: Schedule, state: PlateauState, loss: number): PlateauState {
  if (schedule.kind !== 'plateau') return state;
  if (loss < state.best - MIN_DELTA) return { ...state, best: loss, waited: 0 };
  const waited = state.waited + 1;
  if (waited < schedule.patience) return { ...state, waited };
  return { ...state, factor: state.factor * schedule.factor, waited: 0 };
}

/** A point of the rate's curve. */
export interface RatePoint {
  /** Epochs through all phases, with a fraction. */
  readonly progress: number;
  /** Of the head. */
  readonly rate: number;
}

/** Points of a phase's curve. */
const POINTS = 101;

/** The learning rate through all phases of a recipe, each from its first step to its last; plateau as constant. */
export function scheduleCurve(recipe: Recipe): readonly RatePoint[] {
  return phasesOf(recipe, Number.POSITIVE_INFINITY)
    .filter(({ epochs }) => epochs > 0)
    .flatMap(({ epochs, epochsBefore, learningRate }) =>
      Array.from({ length: POINTS }, (_, i) => ({
        progress: epochsBefore + (epochs * i) / (POINTS - 1),
        rate: rateAt(recipe.schedule, learningRate, i, POINTS),
      })),
    );
}
