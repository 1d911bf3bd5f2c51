import { expect, test } from 'vitest';
import { inCells, valueAt } from './cell-map.ts';

const map = (width: number, height: number, ...values: number[]) => ({
  width,
  height,
  values: Float32Array.from(values),
});

test('a cell holds at its middle, between cells the value goes over in a straight line, beyond them it stays', () => {
  const rows = map(2, 2, 0, 4, 8, 12);
  expect(valueAt(rows, 0.5, 0.5)).toBe(0);
  expect(valueAt(rows, 1, 0.5)).toBe(2);
  expect(valueAt(rows, 0.5, 1)).toBe(4);
  expect(valueAt(rows, 1, 1)).toBe(6);
  expect(valueAt(rows, 2, 2)).toBe(12);
  expect(valueAt(rows, 0, 0)).toBe(0);
});

test('in more cells a map says the same at the same places', () => {
  // The middles of the four cells lie at 0.25, 0.75, 1.25 and 1.75 of the two, whose middles are at 0.5 and 1.5.
  expect(inCells(map(2, 1, 0, 4), 4, 1)).toEqual(map(4, 1, 0, 1, 3, 4));
  expect(inCells(map(1, 2, 0, 4), 1, 4)).toEqual(map(1, 4, 0, 1, 3, 4));
  const same = map(3, 2, 1, 2, 3, 4, 5, 6);
  expect(inCells(same, 3, 2)).toBe(same);
});
