import { expect, it } from 'vitest';
import type { EpochMetrics } from '../../core/training/run.ts';
import { phaseMarks } from './curve-marks.ts';

const epoch = (n: number, phase: number): EpochMetrics => ({
  epoch: n,
  phase,
  rate: 1e-3,
  milliseconds: 1,
  loss: 1,
  accuracy: 0.5,
  validationLoss: null,
  validationAccuracy: null,
});

it('marks where each stage begins, also after a phase that ended early', () => {
  const history = [epoch(1, 0), epoch(2, 0), epoch(11, 1), epoch(12, 1), epoch(13, 2)];
  expect(phaseMarks(history)).toEqual([
    { epoch: 10, name: 'stage 1', number: '1' },
    { epoch: 12, name: 'stage 2', number: '2' },
  ]);
  expect(phaseMarks(history.slice(0, 2))).toEqual([]);
});
