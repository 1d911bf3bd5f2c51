import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EpochMetrics } from '../../core/training/run.ts';
import { overlayData, stackLabels } from './overlay-data.ts';

const epoch = (n: number, validationLoss: number | null): EpochMetrics => ({
  epoch: n,
  phase: 0,
  rate: 1e-3,
  milliseconds: 1,
  loss: 1,
  accuracy: 0.5,
  validationLoss,
  validationAccuracy: validationLoss === null ? null : 0.75,
});

it('lays runs of different lengths over the epochs of the longest', () => {
  const runs = [
    { id: 'a', name: 'a', history: [epoch(1, 0.5), epoch(2, 0.4), epoch(3, Number.POSITIVE_INFINITY)] },
    { id: 'b', name: 'b', history: [epoch(1, 0.6)] },
    { id: 'c', name: 'c', history: [epoch(1, null)] },
  ];
  expect(overlayData('loss', runs)).toEqual({
    epochs: [1, 2, 3],
    lines: [
      [0.5, 0.4, null],
      [0.6, null, null],
      [null, null, null],
    ],
  });
  expect(overlayData('accuracy', runs).lines[0]).toEqual([75, 75, 75]);
  expect(overlayData('loss', [])).toEqual({ epochs: [], lines: [] });
});

it('leaves labels that are apart, moves others as little as it takes', () => {
  expect(stackLabels([50, null, 10], 16, 200)).toEqual([50, null, 10]);
  expect(stackLabels([20, 10], 16, 200)).toEqual([26, 10]);
  expect(stackLabels([195, 190], 16, 200)).toEqual([200, 184]);
});

it('keeps the order and the distance, above the bottom', () => {
  const centres = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(centres, (wanted) => {
      const placed = stackLabels(wanted, 16, 200).map((at) => at ?? Number.NaN);
      const order = wanted
        .map((at, i) => ({ at, placed: placed[i] ?? Number.NaN }))
        .sort((a, b) => a.at - b.at || a.placed - b.placed);
      order.forEach(({ placed: at }, i) => {
        expect(at).toBeLessThanOrEqual(200);
        if (i > 0) expect(at - (order[i - 1]?.placed ?? 0)).toBeGreaterThanOrEqual(16);
      });
    }),
  );
});
