import { expect, test } from 'vitest';
import { depthSets } from './depth-sets.ts';

test.each([
  [1, [[0]]],
  [2, [[0], [1], [0, 1]]],
  [3, [[0], [1], [2], [1, 2], [0, 1, 2], [0, 1]]],
  [4, [[0], [1], [2], [3], [2, 3], [1, 2, 3], [0, 1, 2, 3], [0, 1, 2]]],
])('of %i depths: each, the last ones together, all but the last', (count, sets) => {
  expect(depthSets(count)).toEqual(sets);
});

test.each([5, 7, 9])('of %i depths no set is there twice, and each is in order', (count) => {
  const sets = depthSets(count);
  expect(sets).toHaveLength(2 * count);
  expect(new Set(sets.map(String)).size).toBe(sets.length);
  for (const set of sets) {
    expect(set.toSorted((a, b) => a - b)).toEqual(set);
    expect(set.every((depth) => depth >= 0 && depth < count)).toBe(true);
  }
});
