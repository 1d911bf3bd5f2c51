import { expect, test } from 'vitest';
import { evaluate, meanProbabilities } from './evaluate.ts';

test('each photo’s most probable class, and the mean cross-entropy in nats', () => {
  const { split, loss, predictions } = evaluate('validation', [
    { sampleId: 'right', label: 0, probabilities: Float32Array.of(0.5, 0.25, 0.25) },
    { sampleId: 'wrong', label: 0, probabilities: Float32Array.of(0.25, 0.25, 0.5) },
  ]);
  expect(split).toBe('validation');
  expect(loss).toBeCloseTo((Math.log(2) + Math.log(4)) / 2, 6);
  expect(predictions).toEqual([
    { sampleId: 'right', label: 0, predicted: 0, probability: 0.5 },
    { sampleId: 'wrong', label: 0, predicted: 2, probability: 0.5 },
  ]);
});

test('of no photos there is nothing to say', () => {
  expect(evaluate('test', [])).toEqual({ split: 'test', loss: 0, predictions: [] });
});

test('several views of a photo are averaged, class by class', () => {
  expect([...meanProbabilities([Float32Array.of(1, 0), Float32Array.of(0.5, 0.5)])]).toEqual([0.75, 0.25]);
  expect([...meanProbabilities([Float32Array.of(0.25, 0.75)])]).toEqual([0.25, 0.75]);
});
