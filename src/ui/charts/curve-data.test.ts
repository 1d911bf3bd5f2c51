import { describe, expect, it } from 'vitest';
import { curveData, lastPoint } from './curve-data.ts';

const whole = { phase: 0, rate: 1e-3, milliseconds: 5 };
const history = [
  { ...whole, epoch: 1, loss: 2, accuracy: 0.5, validationLoss: 1.5, validationAccuracy: 0.6 },
  { ...whole, epoch: 2, loss: Number.NaN, accuracy: 0.75, validationLoss: null, validationAccuracy: null },
];

describe('curveData', () => {
  it('gives per cent for accuracy and leaves the validation of the running epoch open', () => {
    expect(curveData('accuracy', history, { progress: 2.5, loss: 1, accuracy: 0.8 })).toEqual({
      epochs: [1, 2, 2.5],
      training: [50, 75, 80],
      validation: [60, null, null],
    });
  });

  it('leaves out a loss that is no number', () => {
    expect(curveData('loss', history, null).training).toEqual([2, null]);
  });

  it('drops a batch of an epoch that has ended', () => {
    expect(curveData('loss', history, { progress: 2, loss: 1, accuracy: 0.8 }).epochs).toEqual([1, 2]);
  });
});

describe('lastPoint', () => {
  it('passes over what has no value', () => {
    expect(lastPoint([1, 2, 2.5], [60, null, null])).toEqual({ epoch: 1, value: 60 });
    expect(lastPoint([], [])).toBeNull();
  });
});
