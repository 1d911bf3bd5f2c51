import fc from 'fast-check';
import { expect, test } from 'vitest';
import { argmax, sumMetrics } from './metrics.ts';

test('cross-entropy is −ln p of the label, and a hit is the largest probability', () => {
  const sums = sumMetrics(Float32Array.of(0.5, 0.25, 0.25, 0.25, 0.5, 0.25), [0, 2]);
  expect(sums.count).toBe(2);
  expect(sums.loss).toBeCloseTo(Math.log(2) + Math.log(4), 6);
  expect(sums.correct).toBe(1);
});

test('knowing nothing of C classes costs ln C', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.nat(99), (classes, label) => {
      const uniform = new Float32Array(classes).fill(1 / classes);
      expect(sumMetrics(uniform, [label % classes]).loss).toBeCloseTo(Math.log(classes), 5);
    }),
  );
});

test('being sure and wrong costs −ln 10⁻⁷, as in Keras, and not infinity', () => {
  expect(sumMetrics(Float32Array.of(1, 0), [1]).loss).toBeCloseTo(16.118, 3);
});

test('in parts, the sums are to the last bit what they are in one', () => {
  const values = Float32Array.from({ length: 300 }, (_, i) => 0.1 + (i % 7) / 10);
  const labels = Array.from({ length: 100 }, (_, i) => i % 3);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), (cut) => {
      const first = sumMetrics(values.subarray(0, 3 * cut), labels.slice(0, cut));
      expect(sumMetrics(values.subarray(3 * cut), labels.slice(cut), 0, first)).toEqual(
        sumMetrics(values, labels),
      );
    }),
  );
});

test('of no photos the sums are 0', () => {
  expect(sumMetrics(new Float32Array(), [])).toEqual({ count: 0, loss: 0, correct: 0 });
});

test('argmax is the first of the largest', () => {
  expect(argmax([1, 3, 3, 2])).toBe(1);
  expect(argmax([-2, -1])).toBe(1);
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), (values) => {
      expect(argmax(values)).toBe(values.indexOf(Math.max(...values)));
    }),
  );
});

test('with smoothed labels the loss is the cross-entropy with (1 − ε) · one-hot + ε / classes', () => {
  const p = [0.7, 0.2, 0.1];
  const expected = -(0.9 * Math.log(0.7) + (0.1 / 3) * p.reduce((sum, q) => sum + Math.log(q), 0));
  expect(sumMetrics(Float32Array.from(p), [0], 0.1).loss).toBeCloseTo(expected, 6);
});
