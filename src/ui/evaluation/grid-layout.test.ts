import { expect, it } from 'vitest';
import { gridLayout } from './grid-layout.ts';

it.each([
  [600, 2],
  [358, 12],
  [600, 24],
  [1000, 100],
])('fits a width of %i with %i classes', (width, classes) => {
  const { cell, left } = gridLayout(width, classes);
  expect(left + cell * classes).toBeLessThanOrEqual(width);
  expect(Number.isInteger(cell)).toBe(true);
});

it('drops the names where text would not fit beside a cell', () => {
  expect(gridLayout(358, 12).names).toBe(true);
  expect(gridLayout(358, 40)).toEqual({ cell: 8, left: 0, head: 0, names: false });
});

it('scrolls rather than shrink below 4 pixels', () => {
  expect(gridLayout(358, 100).cell).toBe(4);
});
