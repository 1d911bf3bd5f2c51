import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Direction, pointTowards } from './towards.ts';

const cross = [0, 0, 1, 0.2, -2, 0, 0, -3, 0.1, 4, 1.5, 0];

test('the nearest within 45° of each direction; down is where y grows', () => {
  const from = (direction: Direction) => pointTowards(cross, 0, direction);
  expect(from('right')).toBe(1);
  expect(from('left')).toBe(2);
  expect(from('up')).toBe(3);
  expect(from('down')).toBe(4);
  expect(pointTowards(cross, 5, 'right')).toBeNull();
});

test('every other point lies in one of the four directions', () => {
  const place = fc.integer({ min: -5, max: 5 });
  fc.assert(
    fc.property(fc.tuple(place, place), fc.tuple(place, place), (from, to) => {
      fc.pre(from[0] !== to[0] || from[1] !== to[1]);
      const found = (['left', 'right', 'up', 'down'] as const).map((direction) =>
        pointTowards([...from, ...to], 0, direction),
      );
      expect(found).toContain(1);
    }),
  );
});
