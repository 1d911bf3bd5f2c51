import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scoreBins } from './score-bins.ts';

const photo = (score: number, right = true) => ({ score, right });

test('bins of the same width from the lowest to the highest score, which the last one holds', () => {
  expect(scoreBins([photo(0), photo(1), photo(1.5, false), photo(4)], 4)).toEqual([
    { from: 0, to: 1, right: 1, wrong: 0 },
    { from: 1, to: 2, right: 1, wrong: 1 },
    { from: 2, to: 3, right: 0, wrong: 0 },
    { from: 3, to: 4, right: 1, wrong: 0 },
  ]);
});

test('photos that are all alike are in one bin', () => {
  const bins = scoreBins([photo(2), photo(2, false)], 3);
  expect(bins.map(({ right, wrong }) => [right, wrong])).toEqual([
    [1, 1],
    [0, 0],
    [0, 0],
  ]);
});

test('scores nearer to each other than a width can be are in one bin', () => {
  const bins = scoreBins([photo(Number.MIN_VALUE), photo(0)], 2);
  expect(bins.map(({ right }) => right)).toEqual([2, 0]);
});

test('each photo is in one bin', () => {
  const photos = fc.array(
    fc.record({ score: fc.double({ min: -9, max: 99, noNaN: true }), right: fc.boolean() }),
    { minLength: 1, maxLength: 50 },
  );
  fc.assert(
    fc.property(photos, fc.integer({ min: 1, max: 20 }), (of, count) => {
      const bins = scoreBins(of, count);
      expect(bins.reduce((sum, { right }) => sum + right, 0)).toBe(of.filter(({ right }) => right).length);
      expect(bins.reduce((sum, { wrong }) => sum + wrong, 0)).toBe(of.filter(({ right }) => !right).length);
    }),
  );
});
