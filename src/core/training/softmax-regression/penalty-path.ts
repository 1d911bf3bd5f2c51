import { largest, smallest } from '../../extremes.ts';
/**
 * Penalties that are tried, descending, each about a third of the last. Features are scaled so that a photo's squared
 * length is 1 (depth-scale.ts), which makes them mean the same for every backbone. With eight data sets on two backbones
 * the lowest loss was at 0.03…0.0001.
 */
export const penaltyPath: readonly number[] = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001];

/** Where the search begins, and what serves where there are too few photos to search. */
export const TYPICAL_PENALTY = 0.01;

/** Share of the lowest loss by which a loss has clearly risen. */
const CLEARLY = 0.005;

/** Index of the penalty to begin with. */
export function firstPenalty(penalties: readonly number[]): number {
  const distance = (penalty: number) => Math.abs(Math.log(penalty / TYPICAL_PENALTY));
  return penalties.reduce(
    (best, penalty, i) => (distance(penalty) < distance(penalties[best]!) ? i : best),
    0,
  );
}

/**
 * Which penalty to try next: from where it began to smaller ones, then to larger ones, in either direction until the loss
 * has clearly risen.
 * @param losses of those tried, by index; without gaps
 * @param count of all penalties
 * @returns its index; null: the best is known
 */
export function nextPenalty(losses: ReadonlyMap<number, number>, count: number): number | null {
  const limit = smallest(losses.values()) * (1 + CLEARLY);
  const goesOn = (end: number) => (losses.get(end) ?? Number.POSITIVE_INFINITY) <= limit;
  const last = largest(losses.keys());
  if (last + 1 < count && goesOn(last)) return last + 1;
  const first = smallest(losses.keys());
  return first > 0 && goesOn(first) ? first - 1 : null;
}

/**
 * Share of the first gradient that may be left while penalties are compared. What a solution is above the lowest
 * objective is at most ‖gradient‖² / (2 · penalty): with the penalty's root it is the same for all of them.
 */
export const comparingTolerance = (penalty: number): number => 0.01 * Math.min(1, Math.sqrt(penalty));

/**
 * The same for the head that is kept: no probability of eight data sets was then further than 0.001 from the one that
 * closer solving gives. A smaller penalty lets the same gradient move the weights further; below 1e-5 it is rounding.
 */
export const solvingTolerance = (penalty: number): number => Math.min(3e-5, Math.max(1e-5, 3e-3 * penalty));
