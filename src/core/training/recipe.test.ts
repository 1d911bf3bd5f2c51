import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  completeRecipe,
  defaultRecipe,
  judgesInFolds,
  MOST_FOLDED,
  type Recipe,
  solvesHead,
  storedRecipe,
  totalEpochs,
} from './recipe.ts';

/** The default before heads were solved, as it lies in the browsers of people who used it: it knew no more fields. */
const { read: _read, penalty: _penalty, judging: _judging, ...known } = defaultRecipe;
const former: Partial<Recipe> = { ...known, optimizer: 'adamw' };

describe('a recipe that was stored', () => {
  test('follows the default where nobody had changed what is solved now', () => {
    expect(storedRecipe(former)).toEqual(defaultRecipe);
    expect(storedRecipe({})).toEqual(defaultRecipe);
    // What a solved head has too is no change of how it learns.
    const kept: Partial<Recipe> = {
      backbone: 'resnet-50',
      classWeights: 'balanced',
      labelSmoothing: 0,
      views: 2,
      seed: 7,
    };
    expect(storedRecipe({ ...former, ...kept })).toEqual({ ...defaultRecipe, ...kept });
  });

  test.each<Partial<Recipe>>([
    { head: { kind: 'hidden', units: 64, dropout: 0 } },
    { head: { kind: 'linear', dropout: 0.2 } },
    { optimizer: 'sgd' },
    { learningRate: 0.01 },
    { weightDecay: 0.1 },
    { epochs: 30 },
    { batchSize: 32 },
    { mixup: 0.2 },
    { clipNorm: 1 },
    { patience: 3 },
    { schedule: { kind: 'cosine', warmup: 0.1 } },
    { fineTuning: { ...defaultRecipe.fineTuning, stages: [{ blocks: 1, epochs: 2, learningRate: 1e-4 }] } },
  ])('keeps its optimiser where somebody had: %j', (change) => {
    expect(storedRecipe({ ...former, ...change })).toEqual({
      ...defaultRecipe,
      optimizer: 'adamw',
      ...change,
    });
  });

  test('of today is as it is, whatever its optimiser', () => {
    for (const optimizer of ['lbfgs', 'adamw', 'sgd'] as const) {
      const recipe: Recipe = { ...defaultRecipe, optimizer };
      expect(storedRecipe(recipe)).toEqual(recipe);
    }
  });

  test('is completed without a change of what it says', () => {
    expect(completeRecipe(former)).toEqual({ ...defaultRecipe, optimizer: 'adamw' });
  });
});

test('a linear head is solved; hidden units learn step by step', () => {
  const hidden: Recipe['head'] = { kind: 'hidden', units: 8, dropout: 0 };
  expect(solvesHead(defaultRecipe)).toBe(true);
  expect(solvesHead({ ...defaultRecipe, head: hidden })).toBe(false);
  for (const optimizer of ['adamw', 'sgd'] as const)
    expect(solvesHead({ ...defaultRecipe, optimizer })).toBe(false);
});

test('a head that is solved has no epochs', () => {
  const fineTuning = {
    ...defaultRecipe.fineTuning,
    stages: [{ blocks: 1, epochs: 4, learningRate: 1e-4 }],
  };
  expect(totalEpochs(defaultRecipe)).toBe(0);
  expect(totalEpochs({ ...defaultRecipe, fineTuning })).toBe(4);
  expect(totalEpochs({ ...defaultRecipe, optimizer: 'adamw', epochs: 9, fineTuning })).toBe(13);
});

describe('a training is judged in folds', () => {
  test('by default, where no folder has held photos out and they are not too many', () => {
    fc.assert(
      fc.property(
        fc.nat(2 * MOST_FOLDED),
        fc.integer({ min: 2, max: 90 }),
        fc.boolean(),
        (photos, classes, given) => {
          const expected = !given && photos <= MOST_FOLDED;
          expect(judgesInFolds(defaultRecipe, { photos, classes, given })).toBe(expected);
        },
      ),
    );
  });

  test.each<Partial<Recipe>>([
    { judging: 'split' },
    { patience: 1 },
    { schedule: { kind: 'plateau', factor: 0.5, patience: 2 } },
    { fineTuning: { ...defaultRecipe.fineTuning, stages: [{ blocks: 1, epochs: 2, learningRate: 1e-4 }] } },
  ])('but not with %j', (change) => {
    expect(judgesInFolds({ ...defaultRecipe, ...change }, { photos: 100, classes: 5, given: false })).toBe(
      false,
    );
  });

  test('also with hidden units and steps', () => {
    const head: Recipe['head'] = { kind: 'hidden', units: 8, dropout: 0.5 };
    expect(
      judgesInFolds({ ...defaultRecipe, optimizer: 'sgd', head }, { photos: 100, classes: 5, given: false }),
    ).toBe(true);
  });

  test('but not where many photos are of many classes', () => {
    const of = (photos: number, classes: number) =>
      judgesInFolds(defaultRecipe, { photos, classes, given: false });
    expect([of(600, 500), of(3000, 100), of(3000, 101), of(2000, 1000)]).toEqual([true, true, false, false]);
  });
});
