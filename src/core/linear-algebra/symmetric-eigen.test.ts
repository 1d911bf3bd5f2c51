import fc from 'fast-check';
import { expect, test } from 'vitest';
import { symmetricEigen } from './symmetric-eigen.ts';

test('the second differences of n points have the eigenvalues 2 − 2 cos(kπ / (n + 1))', () => {
  const n = 12;
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    matrix[i * n + i] = 2;
    if (i > 0) matrix[i * n + i - 1] = -1;
    if (i < n - 1) matrix[i * n + i + 1] = -1;
  }
  const { values } = symmetricEigen(matrix, n);
  for (const [i, value] of values.entries())
    expect(value).toBeCloseTo(2 - 2 * Math.cos(((n - i) * Math.PI) / (n + 1)), 12);
});

test('A v = λ v, the vectors are orthonormal, and the values fall', () => {
  const entries = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 25, maxLength: 25 });
  fc.assert(
    fc.property(entries, (drawn) => {
      const n = 5;
      const at = (i: number, j: number) => drawn[Math.max(i, j) * n + Math.min(i, j)] ?? 0;
      const matrix = Float64Array.from({ length: n * n }, (_, k) => at(Math.floor(k / n), k % n));
      const { values, vectors } = symmetricEigen(matrix, n);
      const vector = (i: number) => vectors.subarray(i * n, (i + 1) * n);
      for (let i = 0; i < n; i++) {
        if (i > 0) expect(values[i]).toBeLessThanOrEqual(values[i - 1] ?? 0);
        for (let r = 0; r < n; r++) {
          const product = vector(i).reduce((sum, value, c) => sum + at(r, c) * value, 0);
          expect(product).toBeCloseTo((values[i] ?? 0) * (vector(i)[r] ?? 0), 9);
        }
        for (let j = 0; j < n; j++) {
          const inner = vector(i).reduce((sum, value, k) => sum + value * (vector(j)[k] ?? 0), 0);
          expect(inner).toBeCloseTo(i === j ? 1 : 0, 10);
        }
      }
    }),
  );
});
