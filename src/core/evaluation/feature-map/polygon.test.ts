import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insidePolygon } from './polygon.ts';

test('a concave polygon: its notch is outside', () => {
  const arrow = [0, 0, 4, 0, 4, 4, 2, 1, 0, 4];
  expect(insidePolygon(1, 1, arrow)).toBe(true);
  expect(insidePolygon(3.5, 2, arrow)).toBe(true);
  expect(insidePolygon(2, 2, arrow)).toBe(false);
  expect(insidePolygon(5, 1, arrow)).toBe(false);
});

test('a loop that crosses itself has what it goes round twice outside', () => {
  const bow = [0, 0, 2, 2, 2, 0, 0, 2];
  expect(insidePolygon(0.4, 1, bow)).toBe(true);
  expect(insidePolygon(1, 0.4, bow)).toBe(false);
});

test('of a triangle it is what the signs of its edges say', () => {
  const place = fc.integer({ min: -50, max: 50 });
  fc.assert(
    fc.property(fc.array(place, { minLength: 6, maxLength: 6 }), place, place, (corners, x, y) => {
      const sides = [0, 2, 4].map((i) => {
        const [ax = 0, ay = 0] = corners.slice(i, i + 2);
        const [bx = 0, by = 0] = corners.slice((i + 2) % 6, ((i + 2) % 6) + 2);
        return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
      });
      // On an edge either answer is right.
      fc.pre(sides.every((side) => side !== 0));
      const inside = sides.every((side) => side > 0) || sides.every((side) => side < 0);
      expect(insidePolygon(x, y, corners)).toBe(inside);
    }),
  );
});

test('fewer than three corners hold nothing', () => {
  expect(insidePolygon(0, 0, [])).toBe(false);
  expect(insidePolygon(0.5, 0.5, [0, 0, 1, 1])).toBe(false);
});
