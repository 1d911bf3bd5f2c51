import { expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';

/** Logits ln 2 · x: with features (1, 0, 0), probabilities ½, ¼, ¼. */
const head = [
  {
    kernel: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1).map((one) => one * Math.log(2)),
    bias: new Float32Array(3),
  },
];

test('each photo’s most probable class, and the mean cross-entropy in nats', () => {
  const { split, loss, predictions } = evaluate(head, 'validation', [
    { sampleId: 'right', label: 0, features: Float32Array.of(1, 0, 0) },
    { sampleId: 'wrong', label: 0, features: Float32Array.of(0, 0, 1) },
  ]);
  expect(split).toBe('validation');
  expect(loss).toBeCloseTo((Math.log(2) + Math.log(4)) / 2, 6);
  expect(predictions).toEqual([
    { sampleId: 'right', label: 0, predicted: 0, probability: expect.closeTo(0.5, 6) },
    { sampleId: 'wrong', label: 0, predicted: 2, probability: expect.closeTo(0.5, 6) },
  ]);
});

test('of no photos there is nothing to say', () => {
  expect(evaluate(head, 'test', [])).toEqual({ split: 'test', loss: 0, predictions: [] });
});
