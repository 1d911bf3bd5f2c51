import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestRows } from './nearest.ts';

const rows = fc.array(
  fc
    .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 4, maxLength: 4 })
    .map((values) => Float32Array.from(values)),
  { minLength: 1, maxLength: 20 },
);

/** cos = a·b / (|a| |b|), as it is defined. */
function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  const lengths = Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b));
  return lengths === 0 ? 0 : dot(a, b) / lengths;
}

test('the rows of the largest cosines, by definition', () => {
  fc.assert(
    fc.property(rows, fc.nat(25), ([query = new Float32Array(4), ...others], count) => {
      const found = nearestRows(query, others, count);
      const all = others.map((row) => cosine(query, row)).sort((a, b) => b - a);
      expect(found).toHaveLength(Math.min(count, others.length));
      found.forEach(({ index, similarity }, rank) => {
        expect(similarity).toBeCloseTo(cosine(query, others[index] ?? new Float32Array(4)), 5);
        expect(similarity).toBeCloseTo(all[rank] ?? Number.NaN, 5);
      });
      expect(new Set(found.map(({ index }) => index)).size).toBe(found.length);
    }),
  );
});

test('length does not matter; of equally near rows the earlier comes first', () => {
  const near = nearestRows(
    Float32Array.of(1, 2),
    [Float32Array.of(2, -1), Float32Array.of(3, 6), Float32Array.of(0.5, 1), Float32Array.of(-1, -2)],
    4,
  );
  expect(near.map(({ index }) => index)).toEqual([1, 2, 0, 3]);
  [1, 1, 0, -1].forEach((expected, rank) => {
    expect(near[rank]?.similarity).toBeCloseTo(expected, 6);
  });
});
