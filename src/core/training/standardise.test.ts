import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitStandardisation, standardise } from './standardise.ts';

const column = (rows: Float32Array, length: number, at: number) =>
  Array.from({ length: rows.length / length }, (_, i) => rows[i * length + at] ?? Number.NaN);

test('mean and standard deviation of the example at https://en.wikipedia.org/wiki/Standard_deviation', () => {
  const { mean, inverseDeviation } = fitStandardisation(Float32Array.of(2, 4, 4, 4, 5, 5, 7, 9), 1);
  expect(mean[0]).toBe(5);
  expect(inverseDeviation[0]).toBe(1 / 2);
});

test('standardised rows have mean 0 and variance 1 in each column, and a last column of ones', () => {
  const rows = fc
    .array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -3, max: 3 })), { minLength: 2 })
    .map((pairs) => Float32Array.from(pairs.flat()));
  fc.assert(
    fc.property(rows, (values) => {
      const standard = standardise(values, fitStandardisation(values, 2));
      const count = values.length / 2;
      expect(column(standard, 3, 2)).toEqual(new Array(count).fill(1));
      for (const at of [0, 1]) {
        const constant = new Set(column(values, 2, at)).size === 1;
        const x = column(standard, 3, at);
        expect(x.reduce((a, b) => a + b, 0) / count).toBeCloseTo(0, 4);
        expect(x.reduce((a, b) => a + b * b, 0) / count).toBeCloseTo(constant ? 0 : 1, 4);
      }
    }),
  );
});

test('a feature that never changes is taken out, however large', () => {
  const rows = Float32Array.of(1e5 + 0.1, 0, 1e5 + 0.1, 1, 1e5 + 0.1, 2);
  const scale = fitStandardisation(rows, 2);
  expect(scale.inverseDeviation[0]).toBe(0);
  expect(column(standardise(rows, scale), 3, 0)).toEqual([0, 0, 0]);
});

test('what was fitted on one set is applied to another', () => {
  const scale = { mean: Float32Array.of(1, 10), inverseDeviation: Float32Array.of(2, 0.5) };
  expect([...standardise(Float32Array.of(3, 12, 1, 10), scale)]).toEqual([4, 1, 1, 0, 0, 1]);
});
