import { expect, test } from 'vitest';
import type { Evaluation } from '../../src/core/evaluation/evaluation.ts';
import { noTiming, type Run } from '../../src/core/training/run.ts';
import { median, tuningFigures } from './figures.ts';
import { splitFigures } from './stored-runs.ts';

const evaluation = (...right: boolean[]): Evaluation => ({
  split: 'test',
  loss: 0,
  predictions: right.map((isRight, i) => ({
    sampleId: String(i),
    label: 0,
    predicted: isRight ? 0 : 1,
    logits: Float32Array.of(1, 0),
  })),
});

test('the median is the middle value, or the mean of the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 2])).toBe(3.5);
});

test('a split has one entry a seed', () => {
  expect(splitFigures([evaluation(true, true, false, true), evaluation(true, false, false, true)])).toEqual({
    accuracy: [0.75, 0.5],
    mean: 0.625,
    correct: [3, 2],
    right: ['1101', '1001'],
    total: 4,
  });
});

test('a split that a run has not looked at has no figures', () => {
  expect(splitFigures([evaluation(true), null])).toBeNull();
});

test('fine-tuning is told a step, with what was cached and what was foretold', () => {
  const timing = { ...noTiming, head: 100, extraction: 400, boundary: 500, boundaryHit: 30, boundaryMissed: 10, fineTuning: 2000, fineTuningSteps: 40 }; // biome-ignore format: one record
  const run = { timing } as Run;
  expect(tuningFigures(run, 2400)).toEqual({
    finetune: { steps: 40, msPerStep: 50 },
    boundary: { ms: 500, hit: 0.75 },
    plan: { predictedMs: 2400, actualMs: 3000 },
  });
  expect(tuningFigures({ timing: noTiming } as Run, 10)).toBeNull();
});
