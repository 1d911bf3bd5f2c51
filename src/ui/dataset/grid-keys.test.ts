import { expect, test } from 'vitest';
import { gridTarget } from './grid-keys.ts';

// Eight photos in rows of three: 0 1 2 / 3 4 5 / 6 7
test.each([
  ['ArrowRight', 2, 3],
  ['ArrowRight', 7, 7],
  ['ArrowLeft', 0, 0],
  ['ArrowDown', 1, 4],
  ['ArrowDown', 4, 7],
  ['ArrowDown', 5, 7],
  ['ArrowDown', 6, 6],
  ['ArrowUp', 7, 4],
  ['ArrowUp', 1, 1],
  ['Home', 5, 0],
  ['End', 0, 7],
  ['PageDown', 0, 7],
  ['PageUp', 7, 0],
  ['x', 3, null],
])('%s from %i leads to %s', (key, from, to) => {
  expect(gridTarget(key, from, 8, 3)).toBe(to);
});
