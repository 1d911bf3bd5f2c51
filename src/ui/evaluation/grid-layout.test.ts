import { expect, it } from 'vitest';
import { fitsCell, gridLayout } from './grid-layout.ts';

it.each([
  [600, 2],
  [358, 12],
  [600, 24],
  [900, 100],
  [1000, 100],
])('fits a width of %i with %i classes', (width, classes) => {
  const { cell, left } = gridLayout(width, classes, 20);
  expect(left + cell * classes).toBeLessThanOrEqual(width);
  expect(Number.isInteger(cell)).toBe(true);
});

it('writes each name where a line fits beside a cell, fewer where it does not', () => {
  expect(gridLayout(358, 12, 20).step).toBe(1);
  for (const [width, classes] of [
    [358, 40],
    [600, 40],
    [900, 100],
  ] as const) {
    const { cell, step } = gridLayout(width, classes, 20);
    expect(step).toBeGreaterThan(1);
    expect(step * cell).toBeGreaterThanOrEqual(16);
    expect((step - 1) * cell).toBeLessThan(16);
  }
});

it('gives the room to the cells where names would leave them too small', () => {
  expect(gridLayout(358, 60, 20)).toEqual({ cell: 5, left: 0, head: 0, step: 0 });
});

it('scrolls rather than shrink below 4 pixels', () => {
  expect(gridLayout(358, 100, 20).cell).toBe(4);
});

it('leaves the room of long names to the cells where names are short', () => {
  const { cell, left, head } = gridLayout(260, 10, 1);
  expect(left + cell * 10).toBeLessThanOrEqual(260);
  expect(cell).toBeGreaterThan(gridLayout(260, 10, 12).cell);
  expect(head).toBe(left);
});

it('knows which numbers a cell has room for', () => {
  expect(fitsCell(12, 1)).toBe(true);
  expect(fitsCell(12, 2)).toBe(false);
  expect(fitsCell(44, 3)).toBe(true);
});
