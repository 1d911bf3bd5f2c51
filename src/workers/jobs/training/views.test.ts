import { expect, test } from 'vitest';
import { noAugmentation } from '../../../core/augmentation/augmentation.ts';
import type { Sample } from '../../../core/dataset/dataset.ts';
import { defaultRecipe } from '../../../core/training/recipe.ts';
import { testViews } from '../augmentation/test-views.ts';
import { keysOf, trainingViews } from './views.ts';

const hash = 'ab'.repeat(32);
const sample = { id: '1', hash, classId: 'cat', split: 'train', name: 'a.jpg' } as Sample;
const photos = { train: [{ sample, label: 0 }], validation: [{ sample, label: 0 }], test: 0 };
const rotated = {
  ...defaultRecipe,
  views: 3,
  augmentation: { ...noAugmentation, rotation: { on: true, degrees: 20 } },
};

test('training photos have their views behind them, validation photos none', () => {
  const { train, validation } = trainingViews(rotated, photos);
  const [first, ...others] = train.flatMap(keysOf);
  expect(first).toBe(hash);
  expect(new Set(others).size).toBe(3);
  expect(validation.flatMap(keysOf)).toEqual([hash]);
});

test('the seed decides on the views; without augmentation there are none', () => {
  const keys = (seed: number) => trainingViews({ ...rotated, seed }, photos).train.flatMap(keysOf);
  expect(keys(1)).toEqual(keys(1));
  expect(keys(1)[1]).not.toBe(keys(2)[1]);
  expect(trainingViews({ ...defaultRecipe, views: 3 }, photos).train.flatMap(keysOf)).toEqual([hash]);
});

test('test-time augmentation draws as training did, and shows the photo alone where that drew nothing', () => {
  expect(testViews(rotated, hash, 2)).toEqual(
    trainingViews({ ...rotated, views: 2 }, photos).train[0]?.views,
  );
  expect(testViews(rotated, hash, 0)).toEqual([null]);
  expect(testViews(defaultRecipe, hash, 4)).toEqual([null]);
});
