import { expect, test } from 'vitest';
import { firstPenalty, nextPenalty, penaltyPath } from './penalty-path.ts';

/** Penalties in the order in which they are tried. */
function walk(losses: readonly number[]): readonly number[] {
  const tried = new Map<number, number>();
  const first = firstPenalty(penaltyPath);
  for (let at: number | null = first; at !== null; at = nextPenalty(tried, losses.length))
    tried.set(at, losses[at] ?? 0);
  return [...tried.keys()].map((at) => penaltyPath[at] ?? 0);
}

test('it begins in the middle and goes to smaller penalties until the loss has risen', () => {
  expect(walk([9, 8, 7, 6, 5, 4, 5, 6, 7])).toEqual([0.01, 0.003, 0.001]);
});

test('it goes to larger ones where the smaller were no better', () => {
  expect(walk([9, 3, 2, 3, 4, 5, 6, 7, 8])).toEqual([0.01, 0.003, 0.03, 0.1, 0.3]);
});

test('it goes on where the loss is nearly level, and ends with the path', () => {
  expect(walk([9, 8, 7, 6, 5, 5.01, 4.9, 4.8, 4.81])).toEqual([0.01, 0.003, 0.001, 0.0003, 0.0001]);
  expect(walk([1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual([0.01, 0.003, 0.03, 0.1, 0.3, 1]);
});

test('of other penalties it begins with the nearest to the typical one', () => {
  expect(firstPenalty([10, 0.1, 0.02])).toBe(2);
  expect(firstPenalty([0.5])).toBe(0);
});
