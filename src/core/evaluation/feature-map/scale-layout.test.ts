import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaleLayout } from './scale-layout.ts';

test('the longer side fills −1…1, the shorter keeps its share and is centred', () => {
  expect([...scaleLayout([0, 10, 4, 10, 4, 12])]).toEqual([-1, -0.5, 1, -0.5, 1, 0.5]);
});

test('nothing leaves −1…1, and all distances shrink alike', () => {
  const points = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(points, (values) => {
      const scaled = scaleLayout(values);
      expect(Math.max(...scaled.map(Math.abs))).toBeLessThanOrEqual(1);
      const span = (of: ArrayLike<number>, a: number, b: number) =>
        Math.hypot((of[a] ?? 0) - (of[b] ?? 0), (of[a + 1] ?? 0) - (of[b + 1] ?? 0));
      const box = (axis: 0 | 1) => {
        const line = values.filter((_, i) => i % 2 === axis);
        return Math.max(...line) - Math.min(...line);
      };
      const longer = Math.max(box(0), box(1)) || 1;
      expect(span(scaled, 0, 2)).toBeCloseTo((2 * span(values, 0, 2)) / longer, 4);
      expect(span(scaled, 2, 4)).toBeCloseTo((2 * span(values, 2, 4)) / longer, 4);
    }),
    // Neighbouring numbers, and the smallest one: their middle is one of them.
    { examples: [[[1000, 0, 1000 - 2 ** -44, 0, 1000, 0]], [[5e-324, 0, 0, 0, 0, 0]]] },
  );
});

test('one point alone, and points at one place, are in the middle', () => {
  expect([...scaleLayout([7, 8])]).toEqual([0, 0]);
  expect([...scaleLayout([7, 8, 7, 8])]).toEqual([0, 0, 0, 0]);
});
