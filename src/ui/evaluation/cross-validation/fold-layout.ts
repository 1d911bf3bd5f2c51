import { largest, smallest } from '../../../core/extremes.ts';
/** A place on a line of dots. */
export interface DotPlace {
  /** Along the line, 0…1. */
  readonly at: number;
  /** Pixels above the line; below 0: under it. */
  readonly lift: number;
}

/** Ends of an axis of shares that holds all of them, in steps of 5 %. */
export function shareRange(shares: readonly number[]): readonly [number, number] {
  const step = 0.05;
  // Less than a step of rounding must not add one.
  const low = Math.floor(smallest(shares) / step + 1e-9) * step;
  const high = Math.ceil(largest(shares) / step - 1e-9) * step;
  return [Math.max(0, Math.min(low, high - step)), Math.min(1, Math.max(high, low + step))];
}

/** Values of the axis that are named: four or five of them. */
export function shareTicks([low, high]: readonly [number, number]): readonly number[] {
  const step = [0.05, 0.1, 0.2, 0.25].find((candidate) => (high - low) / candidate <= 4.01) ?? 0.25;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** Where a value lies on the axis, 0…1. */
export const along = (share: number, [low, high]: readonly [number, number]): number =>
  (share - low) / (high - low);

/** Dots nearer than this share of the line lie on each other. */
const NEAR = 0.04;
const LIFT = 7;
const HIGHEST = 14;

/** Places dots on a line; those that would lie on each other move up and down in turn, all equally far where many do. */
export function dotPlaces(shares: readonly number[], range: readonly [number, number]): readonly DotPlace[] {
  const places = shares.map((share) => along(share, range));
  const order = [...places.keys()].sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const lifts = new Array<number>(places.length).fill(0);
  let crowd: number[] = [];
  const settle = () => {
    const lift = Math.min(LIFT, (2 * HIGHEST) / Math.max(1, crowd.length - 1));
    crowd.forEach((dot, i) => {
      lifts[dot] = (i % 2 === 0 ? 1 : -1) * Math.ceil(i / 2) * lift;
    });
  };
  for (const dot of order) {
    const last = crowd.at(-1);
    if (last !== undefined && (places[dot] ?? 0) - (places[last] ?? 0) >= NEAR) {
      settle();
      crowd = [];
    }
    crowd.push(dot);
  }
  settle();
  return places.map((at, i) => ({ at, lift: lifts[i] ?? 0 }));
}
