import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import { CLASSES } from '../../../../test-support/engine/training/clouds.ts';
import { photoCloud } from '../../../../test-support/workers/jobs/evaluation/photo-clouds.ts';
import { seededRandom } from '../../../core/random.ts';
import { defaultRecipe, type Recipe } from '../../../core/training/recipe.ts';
import type { SweepAxis, Trial } from '../../../core/training/sweep.ts';
import { diverged, planTrials } from '../../../core/training/sweep-trials.ts';
import { trainingViews } from '../training/views.ts';
import { type SweepOptions, sweepHeads } from './sweep-heads.ts';

beforeAll(async () => {
  await startRuntime();
});

const cloud = photoCloud(150, 0.6, seededRandom('sweep'));
const photos = {
  train: cloud.photos.filter((_, i) => i % 3 > 0),
  validation: cloud.photos.filter((_, i) => i % 3 === 0),
};
const recipe: Recipe = { ...defaultRecipe, epochs: 8, weightDecay: 0 };
const rates: SweepAxis = { key: 'learningRate', values: [1e-6, 1e-4, 0.01, 0.05] };

async function sweep(axes: readonly SweepAxis[], options: Partial<SweepOptions> = {}, base = recipe) {
  const told: Trial[] = [];
  const steps: number[] = [];
  const trials = await sweepHeads({
    features: cloud.features,
    classes: CLASSES,
    photos,
    views: trainingViews(base, { ...photos, test: 0 }),
    trials: planTrials(base, axes),
    onStep: (done) => void steps.push(done),
    onTrial: (trial) => void told.push(trial),
    signal: new AbortController().signal,
    ...options,
  });
  return { trials, told, steps };
}

test('each recipe is trained and judged, and told as it comes', async () => {
  const before = memory().numTensors;
  const { trials, told, steps } = await sweep([rates]);
  expect(told).toEqual(trials);
  expect(trials.map(({ values }) => values[0])).toEqual(rates.values);
  expect(steps).toEqual([0, 1, 2, 3]);
  for (const { accuracy } of trials)
    expect(accuracy * photos.validation.length).toBeCloseTo(
      Math.round(accuracy * photos.validation.length),
      6,
    );
  // A rate that changes nothing leaves a head that knows nothing; a good one does not.
  expect(trials[0]?.loss).toBeCloseTo(Math.log(CLASSES), 2);
  expect(trials[3]?.loss).toBeLessThan((trials[0]?.loss ?? 0) / 2);
  expect(memory().numTensors).toBe(before);
});

test('the loss is that of the labels, however they were smoothed in training', async () => {
  const { trials } = await sweep(
    [{ key: 'labelSmoothing', values: [0, 0.3] }],
    {},
    { ...recipe, learningRate: 0.05 },
  );
  expect(trials[0]?.loss).toBeLessThan(trials[1]?.loss ?? 0);
});

test('a rate at which the loss grows without bound is a finding, and the others go on', async () => {
  const base: Recipe = { ...recipe, head: { kind: 'hidden', units: 8, dropout: 0 }, weightDecay: 1 };
  const { trials } = await sweep([{ key: 'learningRate', values: [1e6, 0.01] }], {}, base);
  expect(trials.map(diverged)).toEqual([true, false]);
  expect(trials[0]).toMatchObject({ accuracy: 0 });
});

test('Stop ends it between two trainings', async () => {
  const before = memory().numTensors;
  const controller = new AbortController();
  const told: Trial[] = [];
  const onTrial = (trial: Trial) => {
    told.push(trial);
    controller.abort();
  };
  const running = sweep([rates], { onTrial, signal: controller.signal });
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  expect(told).toHaveLength(1);
  expect(memory().numTensors).toBe(before);
});
