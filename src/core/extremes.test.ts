import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largest, smallest } from './extremes.ts';

test('are what Math.max and Math.min say of as many as fit into arguments', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), fc.double(), (values, bound) => {
      expect(largest(values)).toBe(Math.max(...values));
      expect(smallest(values)).toBe(Math.min(...values));
      expect(largest(values, bound)).toBe(Math.max(bound, ...values));
      expect(smallest(values, bound)).toBe(Math.min(bound, ...values));
    }),
  );
});

test('take as many as the matrix of 2,000 classes has', () => {
  const values = new Float64Array(4_000_000);
  values[3_000_000] = 7;
  values[1_000_000] = -7;
  expect(largest(values)).toBe(7);
  expect(smallest(values)).toBe(-7);
});
