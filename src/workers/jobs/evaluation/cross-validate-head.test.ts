import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import { CLASSES } from '../../../../test-support/engine/training/clouds.ts';
import {
  type PhotoCloud,
  photoCloud,
} from '../../../../test-support/workers/jobs/evaluation/photo-clouds.ts';
import { FeatureRows } from '../../../core/features/feature-rows.ts';
import { narrow } from '../../../core/float16.ts';
import { seededRandom } from '../../../core/random.ts';
import { defaultRecipe, type Recipe } from '../../../core/training/recipe.ts';
import { type CrossValidationOptions, crossValidateHead } from './cross-validate-head.ts';

beforeAll(async () => {
  await startRuntime();
});

const crossValidate = (
  cloud: PhotoCloud,
  recipe: Partial<Recipe> = {},
  options: Partial<CrossValidationOptions> = {},
) =>
  crossValidateHead({
    ...cloud,
    depths: [{ name: '12', source: '', layer: 'features', features: cloud.features.length }],
    recipe: { ...defaultRecipe, optimizer: 'adamw', learningRate: 0.05, weightDecay: 0, ...recipe },
    penalty: 0.01,
    classes: CLASSES,
    folds: 5,
    repeats: 1,
    onStep: () => {},
    signal: new AbortController().signal,
    ...options,
  });

const separable = photoCloud(60, 0.1, seededRandom('separable'));
const overlapping = photoCloud(90, 0.7, seededRandom('overlapping'));

/** All folds of a head that is solved are solved side by side: a step is a repeat. */
const optimizers = [
  ['adamw', 1],
  ['lbfgs', 5],
] as const;

test.each(optimizers)(
  '%s: each photo is judged once a repeat, by a model for each fold',
  async (optimizer, stride) => {
    const before = memory().numTensors;
    const steps: [number, number][] = [];
    const onStep = (done: number, total: number) => void steps.push([done, total]);
    const result = await crossValidate(separable, { optimizer }, { repeats: 2, onStep });
    expect(result).toMatchObject({ folds: 5, repeats: 2 });
    expect(result.models.map(({ repeat }) => repeat)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    for (const { correct, total } of result.models) expect([correct, total]).toEqual([12, 12]);
    expect(result.outOfFold.map(({ sampleId }) => sampleId).toSorted()).toEqual(
      separable.photos.map(({ sample }) => sample.id).toSorted(),
    );
    for (const { label, predicted } of result.outOfFold) expect(predicted).toBe(label);
    expect(steps).toEqual(Array.from({ length: 10 / stride }, (_, i) => [i * stride, 10]));
    expect(memory().numTensors).toBe(before);
  },
);

test.each(optimizers)('%s: the same seed gives the same, each repeat is another', async (optimizer) => {
  const first = await crossValidate(overlapping, { optimizer }, { repeats: 2 });
  const again = await crossValidate(overlapping, { optimizer }, { repeats: 2 });
  expect(again.models).toEqual(first.models);
  expect(again.outOfFold).toEqual(first.outOfFold);
  const losses = (repeat: number) => first.models.filter((m) => m.repeat === repeat).map(({ loss }) => loss);
  expect(losses(0)).not.toEqual(losses(1));
});

describe('nothing of a photo’s label reaches the model that judges it', () => {
  /** Labels drawn by lot, features with as many dimensions as photos: what is learned by heart is of no use. */
  const random = seededRandom('lot');
  const rows = Array.from({ length: 60 }, () => Float32Array.from({ length: 60 }, random));
  const photos = separable.photos.map((photo, i) => ({ ...photo, label: i % CLASSES }));
  const rowsFor = (keys: readonly string[]) =>
    new FeatureRows(
      keys,
      narrow(Float32Array.from(keys.flatMap((key) => [...(rows[Number(key) % 100] ?? [])]))),
      60,
    );
  const features = rowsFor(rows.map((_, i) => String(i)));
  const shareOf = async (cloud: PhotoCloud, recipe: Partial<Recipe> = {}) => {
    const { outOfFold } = await crossValidate(cloud, recipe);
    return outOfFold.filter(({ label, predicted }) => label === predicted).length / outOfFold.length;
  };

  test.each([
    ['solved', { optimizer: 'lbfgs' }],
    ['trained to the end', {}],
    ['stopped by validation loss', { patience: 2 }],
    ['slowed by validation loss', { schedule: { kind: 'plateau', factor: 0.3, patience: 1 } }],
  ] satisfies [string, Partial<Recipe>][])('%s: no better than guessing', async (_, recipe) => {
    expect(await shareOf({ photos, features }, recipe)).toBeLessThan(0.55);
  });

  test.each(optimizers)(
    '%s: near-duplicates on one side are no help; on both sides they would be',
    async (optimizer) => {
      const twice = (group: (i: number) => string | null) => ({
        photos: photos.flatMap((photo, i) => [
          { ...photo, sample: { ...photo.sample, group: group(i) } },
          { ...photo, sample: { ...photo.sample, id: `${i} again`, hash: `${100 + i}`, group: group(i) } },
        ]),
        features: rowsFor(rows.flatMap((_, i) => [String(i), String(100 + i)])),
      });
      expect(await shareOf(twice(String), { optimizer })).toBeLessThan(0.55);
      expect(
        await shareOf(
          twice(() => null),
          { optimizer },
        ),
      ).toBeGreaterThan(0.7);
    },
  );
});

test.each(optimizers)('%s: a class with one photo is learned and not judged', async (optimizer) => {
  const [lone, ...others] = overlapping.photos.filter(({ label }) => label === 0);
  const photos = overlapping.photos.filter((photo) => !others.includes(photo));
  const { outOfFold } = await crossValidate({ ...overlapping, photos }, { optimizer });
  expect(outOfFold).toHaveLength(photos.length - 1);
  expect(outOfFold.map(({ sampleId }) => sampleId)).not.toContain(lone?.sample.id);
});

test('photos of which no two are of one class can’t be judged', async () => {
  const photos = [0, 1, 2].flatMap((label) =>
    overlapping.photos.filter((p) => p.label === label).slice(0, 1),
  );
  await expect(crossValidate({ ...overlapping, photos })).rejects.toMatchObject({
    failure: { code: 'nothing-to-train' },
  });
});

test.each(optimizers)(
  '%s: Stop is heard between the steps, and leaves nothing behind',
  async (optimizer, stride) => {
    const before = memory().numTensors;
    const controller = new AbortController();
    const steps: number[] = [];
    const onStep = (done: number) => {
      steps.push(done);
      if (done > 0) controller.abort();
    };
    const running = crossValidate(
      overlapping,
      { optimizer },
      { onStep, repeats: 3, signal: controller.signal },
    );
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(steps).toEqual([0, stride]);
    expect(memory().numTensors).toBe(before);
  },
);
