import { expect, test } from 'vitest';
import { calibrate } from './calibrate.ts';
import { evaluate } from './evaluate.ts';

test('without validation photos a run answers as it is, and knows no limit', () => {
  expect(calibrate(null)).toEqual({ temperature: 1, unknown: null });
});

test('a temperature from the logits, a limit from the scores: one photo of twenty is below it', () => {
  const validation = evaluate(
    'validation',
    Array.from({ length: 20 }, (_, i) => ({
      sampleId: String(i),
      label: i % 2,
      // As if with smoothed labels: all right, and none sure.
      logits: i % 2 === 0 ? Float32Array.of(1 + i / 20, 0) : Float32Array.of(0, 1 + i / 20),
      score: (7 * i) % 20,
    })),
  );
  const { temperature, unknown } = calibrate(validation);
  expect(temperature).toBeLessThan(1);
  expect(unknown).toEqual({ score: 'distance', threshold: 1, keeps: 0.95 });
});
