import type { Phase } from '../../core/training/phases.ts';
import type { Plan } from '../../core/training/plan.ts';
import type { EpochMetrics } from '../../core/training/run.ts';

/** Epochs that the figure looks back. */
const SPAN = 5;

/**
 * The phase that is under way. A phase may end early; the next one's epochs are still counted from where it was planned.
 * @param progress epochs through all phases, with a fraction
 */
export function phaseAt(
  phases: readonly Phase[],
  history: readonly EpochMetrics[],
  progress: number,
): Phase | undefined {
  const reached = history.at(-1)?.phase ?? 0;
  return phases.findLast(({ index, epochsBefore }) => index <= reached || epochsBefore <= progress);
}

/** Milliseconds of an epoch of a phase: as its last ones took, else as planned; null where neither is known. */
export function epochTime(phase: Phase, history: readonly EpochMetrics[], plan: Plan | null): number | null {
  const done = history.filter((metrics) => metrics.phase === phase.index).slice(-SPAN);
  if (done.length > 0) return done.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / done.length;
  return plan?.phases[phase.index]?.epoch ?? null;
}

/** How long a training still takes, as far as that is known. */
export interface TimeLeft {
  readonly seconds: number;
  /** Whether that is all of it, or the present phase alone. */
  readonly all: boolean;
}

/**
 * @param epoch milliseconds of one epoch of the present phase
 * @param plan of this recipe; null: not measured
 */
export function timeLeft(
  phases: readonly Phase[],
  phase: Phase,
  progress: number,
  epoch: number,
  plan: Plan | null,
): TimeLeft {
  const present = Math.max(0, phase.epochsBefore + phase.epochs - progress) * epoch;
  const later = phases.filter(({ index }) => index > phase.index);
  const planned = later.map(({ index }) => plan?.phases[index]);
  const known = planned.flatMap((found) => (found ? [found.preparation + found.epochs * found.epoch] : []));
  return {
    seconds: (present + known.reduce((sum, time) => sum + time, 0)) / 1000,
    all: known.length === later.length,
  };
}

/** Iterations before which their share of the way says too little. */
const TELLING = 5;

/**
 * Seconds that a head still takes to be solved; null where it is too early to tell.
 * @param history of its iterations alone
 * @param share of the way from the first iteration to the last, 0…1
 */
export function solvingLeft(history: readonly EpochMetrics[], share: number): number | null {
  if (history.length < TELLING || share <= 0) return null;
  const since = history.slice(1).reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
  return (since * (1 - share)) / share;
}
