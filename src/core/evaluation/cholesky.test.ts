import fc from 'fast-check';
import { expect, test } from 'vitest';
import { covarianceFactor, whiten } from './cholesky.ts';

/** The covariance about 0, drawn towards its mean variance, by definition. */
function covariance(rows: readonly Float32Array[], shrinkage: number): number[][] {
  const size = rows[0]?.length ?? 0;
  const plain = Array.from({ length: size }, (_, i) =>
    Array.from(
      { length: size },
      (_entry, j) => rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0) / rows.length,
    ),
  );
  const variance = plain.reduce((sum, row, i) => sum + (row[i] ?? 0) / size, 0) || 1e-6;
  return plain.map((row, i) =>
    row.map((value, j) => (1 - shrinkage) * value + (i === j ? shrinkage * variance : 0)),
  );
}

/** The lower triangle, row by row, of the covariance about 0 as it is. */
const triangle = (of: readonly Float32Array[]): Float64Array =>
  Float64Array.from(covariance(of, 0).flatMap((row, i) => row.slice(0, i + 1)));

const rows = fc.integer({ min: 1, max: 5 }).chain((size) =>
  fc.array(
    fc
      .array(fc.integer({ min: -20, max: 20 }), { minLength: size, maxLength: size })
      .map((row) => Float32Array.from(row)),
    { minLength: 1, maxLength: 8 },
  ),
);

test('L · Lᵀ is the covariance', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(0.1, 0.5, 1), (of, shrinkage) => {
      const lower = covarianceFactor(triangle(of), of[0]?.length ?? 0, shrinkage);
      const at = (i: number, j: number) => (j <= i ? (lower[(i * (i + 1)) / 2 + j] ?? 0) : 0);
      const expected = covariance(of, shrinkage);
      expected.forEach((row, i) => {
        row.forEach((value, j) => {
          const product = expected.reduce((sum, _, k) => sum + at(i, k) * at(j, k), 0);
          expect(Math.abs(product - value)).toBeLessThan(1e-4 * (1 + Math.abs(value)));
        });
      });
    }),
  );
});

test('L · whiten(x) is x', () => {
  fc.assert(
    fc.property(rows, (of) => {
      const lower = covarianceFactor(triangle(of), of[0]?.length ?? 0, 0.5);
      const [x = new Float32Array()] = of;
      const whitened = whiten(lower, x);
      x.forEach((value, i) => {
        const product = whitened
          .slice(0, i + 1)
          .reduce((sum, y, k) => sum + (lower[(i * (i + 1)) / 2 + k] ?? 0) * y, 0);
        expect(product).toBeCloseTo(value, 3);
      });
    }),
  );
});

// numpy 2.4: x @ inv(c) @ x with c = [[2, 0.5], [0.5, 1]].
test('the squared length is the squared Mahalanobis distance that numpy gives', () => {
  const lower = Float32Array.of(Math.SQRT2, 0.5 / Math.SQRT2, Math.sqrt(1 - 0.125));
  const squared = whiten(lower, Float32Array.of(1, 2)).reduce((sum, value) => sum + value ** 2, 0);
  expect(squared).toBeCloseTo(4, 5);
});
