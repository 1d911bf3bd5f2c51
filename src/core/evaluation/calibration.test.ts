import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  brierScore,
  expectedCalibrationError,
  maximumCalibrationError,
  reliabilityBins,
} from './calibration.ts';

const answer = (probability: number, right: boolean) => ({ probability, label: right ? 1 : 0, predicted: 1 });

// The example of torchmetrics' MulticlassCalibrationError (1.x): n_bins=3, norms l1 and max.
const torchmetrics = [answer(0.55, false), answer(0.55, false), answer(0.6, true), answer(0.9, true)];

// The example of scikit-learn's calibration_curve (1.x), n_bins=3; sure of the positive class, or of nothing.
const sklearn = [0.1, 0.2, 0.3, 0.4, 0.65, 0.7, 0.8, 0.9, 1].map((probability, i) =>
  answer(probability, i >= 4),
);

describe('against published values', () => {
  test('expected and maximum calibration error are torchmetrics’', () => {
    const bins = reliabilityBins(torchmetrics, 3);
    expect(expectedCalibrationError(bins)).toBeCloseTo(0.2, 4);
    expect(maximumCalibrationError(bins)).toBeCloseTo(0.2333, 4);
  });

  test('the curve is scikit-learn’s', () => {
    const bins = reliabilityBins(sklearn, 3);
    expect(bins.map(({ accuracy }) => accuracy)).toEqual([0, 0.5, 1]);
    [0.2, 0.525, 0.85].forEach((confidence, i) => {
      expect(bins[i]?.confidence).toBeCloseTo(confidence, 12);
    });
  });

  test('Brier’s score is twice scikit-learn’s brier_score_loss, which counts one of two classes: 0.0375', () => {
    const of = (label: number, p: number) => ({ label, probabilities: Float32Array.of(1 - p, p) });
    expect(brierScore([of(0, 0.1), of(1, 0.9), of(1, 0.8), of(0, 0.3)])).toBeCloseTo(2 * 0.0375, 6);
  });
});

test('a bin holds its upper end and not its lower, and the first holds 0', () => {
  const bins = reliabilityBins([answer(0, false), answer(0.5, true), answer(1, true)], 2);
  expect(bins.map(({ from, to, count }) => [from, to, count])).toEqual([
    [0, 0.5, 2],
    [0.5, 1, 1],
  ]);
});

test('of no photos nothing is off', () => {
  const bins = reliabilityBins([], 5);
  expect(expectedCalibrationError(bins)).toBe(0);
  expect(maximumCalibrationError(bins)).toBe(0);
  expect(brierScore([])).toBe(0);
});

const answers = fc.array(
  fc
    .record({ probability: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() })
    .map(({ probability, right }) => answer(probability, right)),
  { minLength: 1, maxLength: 40 },
);

test('each photo is in one bin; the errors keep their order', () => {
  fc.assert(
    fc.property(answers, fc.integer({ min: 1, max: 15 }), (of, count) => {
      const bins = reliabilityBins(of, count);
      expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(of.length);
      const expected = expectedCalibrationError(bins);
      expect(expected).toBeLessThanOrEqual(maximumCalibrationError(bins) + 1e-12);
      // One bin for all is never further off than many.
      expect(expected).toBeGreaterThanOrEqual(expectedCalibrationError(reliabilityBins(of, 1)) - 1e-9);
    }),
  );
});
