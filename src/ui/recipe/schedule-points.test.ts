import { expect, it } from 'vitest';
import { atProgress } from './schedule-points.ts';

const points = [
  { x: 0, y: 1 },
  { x: 2, y: 3 },
  { x: 2, y: 10 },
  { x: 4, y: 0 },
];

it.each([
  [-1, null],
  [0, 1],
  [0.5, 1.5],
  [2, 3],
  [3, 5],
  [4, 0],
  [5, null],
])('at %f it is %s', (x, y) => {
  expect(atProgress(points, x)).toBe(y);
});
