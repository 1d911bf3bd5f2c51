import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PointIndex } from './point-index.ts';

const place = fc.double({ min: -1, max: 1, noNaN: true });

test('the nearest points to any place are those of a full sort', () => {
  const points = fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 80 });
  const anywhere = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(points, anywhere, anywhere, fc.integer({ min: 1, max: 12 }), (drawn, x, y, count) => {
      const found = new PointIndex(drawn.flat()).nearest(x, y, count);
      const far = (i: number) => ((drawn[i]?.[0] ?? 0) - x) ** 2 + ((drawn[i]?.[1] ?? 0) - y) ** 2;
      const sorted = [...drawn.keys()].map(far).sort((a, b) => a - b);
      expect(found.map(far)).toEqual(sorted.slice(0, count));
      expect(new Set(found).size).toBe(found.length);
    }),
  );
});

test('clusters, points at one place, and none', () => {
  const cluster = Array.from({ length: 200 }, (_, i) => [1 + i * 1e-6, 1]).flat();
  expect(new PointIndex([-1, -1, ...cluster]).nearest(-1, -1, 2)).toEqual([0, 1]);
  expect(new PointIndex([2, 2, 2, 2]).nearest(0, 0, 5)).toHaveLength(2);
  expect(new PointIndex([]).nearest(0, 0, 1)).toEqual([]);
});
