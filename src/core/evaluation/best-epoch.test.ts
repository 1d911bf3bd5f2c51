import { expect, it } from 'vitest';
import type { EpochMetrics } from '../training/run.ts';
import { bestEpoch } from './best-epoch.ts';

function epoch(number: number, accuracy: number | null, loss: number | null = 1): EpochMetrics {
  return {
    epoch: number,
    phase: 0,
    rate: 1e-3,
    milliseconds: 5,
    loss: 0,
    accuracy: 0,
    validationAccuracy: accuracy,
    validationLoss: loss,
  };
}

it('takes the highest validation accuracy', () => {
  expect(bestEpoch([epoch(1, 0.5), epoch(2, 0.9), epoch(3, 0.8)])?.epoch).toBe(2);
});

it('breaks ties by the loss, then by the earlier epoch', () => {
  expect(bestEpoch([epoch(1, 0.9, 0.4), epoch(2, 0.9, 0.3), epoch(3, 0.9, 0.3)])?.epoch).toBe(2);
});

it('finds none without validation', () => {
  expect(bestEpoch([])).toBeNull();
  expect(bestEpoch([epoch(1, null, null)])).toBeNull();
});

it('accepts an accuracy of nought', () => {
  expect(bestEpoch([epoch(1, 0)])?.epoch).toBe(1);
});
