import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dotPlaces, shareRange, shareTicks } from './fold-layout.ts';

it.each([
  [[0.91, 0.96], 0.9, 1],
  [[0.9, 0.95], 0.9, 0.95],
  [[1], 0.95, 1],
  [[0], 0, 0.05],
  [[0.42, 0.87], 0.4, 0.9],
])('%j lie between %d and %d', (shares, low, high) => {
  const range = shareRange(shares);
  expect(range[0]).toBeCloseTo(low, 10);
  expect(range[1]).toBeCloseTo(high, 10);
});

it('names few round values, all on the axis', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (shares) => {
      const range = shareRange(shares);
      for (const share of shares) {
        expect(share).toBeGreaterThanOrEqual(range[0] - 1e-9);
        expect(share).toBeLessThanOrEqual(range[1] + 1e-9);
      }
      const ticks = shareTicks(range);
      expect(ticks.length).toBeGreaterThanOrEqual(1);
      expect(ticks.length).toBeLessThanOrEqual(6);
      for (const tick of ticks) {
        expect(tick).toBeGreaterThanOrEqual(range[0] - 1e-9);
        expect(tick).toBeLessThanOrEqual(range[1] + 1e-9);
      }
    }),
  );
});

it('dots that would lie on each other move apart, the others stay on the line', () => {
  const places = dotPlaces([0.9, 0.9, 0.9, 0.95], [0.9, 1]);
  expect(places.map(({ lift }) => lift).toSorted((a, b) => a - b)).toEqual([-7, 0, 0, 7]);
  expect(places[3]?.lift).toBeCloseTo(0);
  expect(places.map(({ at }) => at)).toEqual([0, 0, 0, expect.closeTo(0.5)]);
});

it('a crowd stays within the row', () => {
  const lifts = dotPlaces(new Array<number>(50).fill(1), [0.95, 1]).map(({ lift }) => Math.abs(lift));
  expect(Math.max(...lifts)).toBeLessThanOrEqual(15);
});
