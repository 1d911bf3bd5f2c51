import { expect, test } from 'vitest';
import { logSumExp, softmax } from '../softmax.ts';
import { evaluate, meanLogits } from './evaluate.ts';

const logits = (...probabilities: number[]) => Float32Array.from(probabilities, Math.log);

test('each photo’s most probable class, and the mean cross-entropy in nats', () => {
  const right = { sampleId: 'right', label: 0, logits: logits(0.5, 0.25, 0.25) };
  const wrong = { sampleId: 'wrong', label: 0, logits: logits(0.25, 0.25, 0.5) };
  const { split, loss, predictions } = evaluate('validation', [right, wrong]);
  expect(split).toBe('validation');
  expect(loss).toBeCloseTo((Math.log(2) + Math.log(4)) / 2, 6);
  expect(predictions).toEqual([
    { ...right, predicted: 0 },
    { ...wrong, predicted: 2 },
  ]);
});

test('of no photos there is nothing to say', () => {
  expect(evaluate('test', [])).toEqual({ split: 'test', loss: 0, predictions: [] });
});

test('several views of a photo are averaged: the probabilities class by class, and the energy', () => {
  const views = [Float32Array.of(3, 3 + Math.log(3)), Float32Array.of(-1, -1)];
  const mean = meanLogits(views);
  expect(softmax(mean)[0]).toBeCloseTo((0.25 + 0.5) / 2, 6);
  expect(logSumExp(mean)).toBeCloseTo((3 + Math.log(4) + (-1 + Math.log(2))) / 2, 5);
});

test('one view is its own mean', () => {
  const view = Float32Array.of(2, -40, 7);
  expect(meanLogits([view])).toEqual(view);
});

test('a class that all views rule out stays finite', () => {
  const mean = meanLogits([Float32Array.of(0, -500), Float32Array.of(0, -400)]);
  expect(mean.every(Number.isFinite)).toBe(true);
  expect(softmax(mean)[1]).toBeLessThan(1e-20);
});
