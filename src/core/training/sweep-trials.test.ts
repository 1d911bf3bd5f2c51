import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultRecipe, type Recipe } from './recipe.ts';
import type { SweepAxis, Trial } from './sweep.ts';
import {
  bestTrial,
  compareTrials,
  epochsIn,
  halvingRungs,
  planTrials,
  presentValue,
  rungsOf,
  sameHeadTraining,
  trialCount,
  withValues,
} from './sweep-trials.ts';

const rates: SweepAxis = { key: 'learningRate', values: [0.001, 0.01, 0.1] };
const dropouts: SweepAxis = { key: 'dropout', values: [0, 0.5] };

test('a value goes to its place in the recipe, and is found there', () => {
  const changed = withValues(defaultRecipe, [rates, dropouts], [0.01, 0.5]);
  expect(changed).toEqual({
    ...defaultRecipe,
    optimizer: 'adamw',
    learningRate: 0.01,
    head: { kind: 'linear', dropout: 0.5 },
  });
  expect(presentValue(changed, 'learningRate')).toBe(0.01);
  expect(presentValue(changed, 'dropout')).toBe(0.5);
});

test('a grid has each combination once, also where a value was written twice', () => {
  const twice: SweepAxis = { ...rates, values: [...rates.values, 0.01] };
  const trials = planTrials(defaultRecipe, [twice, dropouts], 'grid');
  expect(trials.map(({ values }) => values)).toEqual([
    [0.001, 0],
    [0.001, 0.5],
    [0.01, 0],
    [0.01, 0.5],
    [0.1, 0],
    [0.1, 0.5],
  ]);
  expect(trials.map(({ recipe }) => recipe.learningRate)).toEqual([0.001, 0.001, 0.01, 0.01, 0.1, 0.1]);
  expect(trialCount([twice, dropouts], 'grid')).toBe(6);
});

test('what is tried is learned step by step, also where the recipe solves its head', () => {
  const optimizers = (recipe: Partial<Recipe>) =>
    new Set(
      planTrials({ ...defaultRecipe, ...recipe }, [rates], 'grid').map((trial) => trial.recipe.optimizer),
    );
  expect(optimizers({})).toEqual(new Set(['adamw']));
  expect(optimizers({ optimizer: 'sgd' })).toEqual(new Set(['sgd']));
});

test('random search takes half of the grid, each combination once, by the seed', () => {
  const axes = [{ ...rates, values: Array.from({ length: 9 }, (_, i) => (i + 1) / 100) }, dropouts];
  const drawn = (seed: number) =>
    planTrials({ ...defaultRecipe, seed }, axes, 'random').map(({ values }) => values);
  const grid = planTrials(defaultRecipe, axes, 'grid').map(({ values }) => String(values));
  expect(drawn(1)).toHaveLength(9);
  expect(new Set(drawn(1).map(String)).size).toBe(9);
  for (const values of drawn(1)) expect(grid).toContain(String(values));
  expect(drawn(1)).toEqual(drawn(1));
  expect(drawn(1)).not.toEqual(drawn(2));
});

test('the rungs of Jamieson & Talwalkar: half of them for twice the epochs, until one is left', () => {
  expect(halvingRungs(16, 64)).toEqual([
    { trials: 16, share: 1 / 16 },
    { trials: 8, share: 1 / 8 },
    { trials: 4, share: 1 / 4 },
    { trials: 2, share: 1 / 2 },
    { trials: 1, share: 1 },
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 500 }), (trials, epochs) => {
      const rungs = halvingRungs(trials, epochs);
      expect(rungs[0]?.trials).toBe(trials);
      expect(rungs.at(-1)?.share).toBe(1);
      rungs.forEach((rung, i) => {
        const before = rungs[i - 1];
        if (!before) return;
        expect(rung.trials).toBe(Math.floor(trials / 2 ** i));
        expect(rung.share).toBe(2 * before.share);
      });
      expect(rungs.at(-1)?.trials).toBeGreaterThanOrEqual(1);
      // The budget is spread over the rungs: none costs more than the first by rounding up.
      const cost = rungs.map((rung) => rung.trials * rung.share);
      expect(Math.max(...cost)).toBeLessThanOrEqual(cost[0] ?? 0);
    }),
  );
});

test('a rung is never so short that it tells nothing', () => {
  expect(halvingRungs(16, 6)).toEqual([
    { trials: 16, share: 1 / 2 },
    { trials: 8, share: 1 },
  ]);
  expect(halvingRungs(16, 1)).toEqual([{ trials: 16, share: 1 }]);
  expect(epochsIn({ trials: 4, share: 1 / 8 }, defaultRecipe)).toBe(3);
  expect(epochsIn({ trials: 4, share: 1 / 8 }, { ...defaultRecipe, epochs: 2 })).toBe(1);
  const trials = planTrials(defaultRecipe, [{ key: 'epochs', values: [4, 40, 80, 100] }], 'halving');
  expect(rungsOf(trials, true)).toEqual([
    { trials: 4, share: 1 / 2 },
    { trials: 2, share: 1 },
  ]);
  expect(rungsOf(trials, false)).toEqual([{ trials: 4, share: 1 }]);
});

test('the best has most right answers, then the lowest loss, and was trained to its end', () => {
  const trial = (value: number, accuracy: number, loss: number, epochs = defaultRecipe.epochs): Trial => ({
    values: [value],
    recipe: defaultRecipe,
    epochs,
    accuracy,
    loss,
    milliseconds: 1,
  });
  const trials = [
    trial(1, 0.9, 0.4),
    trial(2, 0.9, 0.3),
    trial(3, 0.95, 0.2, 5),
    trial(4, 0, Number.POSITIVE_INFINITY, 0),
  ];
  expect(bestTrial(trials)?.values).toEqual([2]);
  expect(trials.toSorted(compareTrials).map(({ values }) => values[0])).toEqual([3, 2, 1, 4]);
  expect(bestTrial([])).toBeNull();
});

test('fine-tuning is no part of how the head learns, everything else is', () => {
  const tuned = { ...defaultRecipe.fineTuning, stages: [{ blocks: 1, epochs: 3, learningRate: 0.001 }] };
  expect(sameHeadTraining(defaultRecipe, { ...structuredClone(defaultRecipe), fineTuning: tuned })).toBe(
    true,
  );
  expect(sameHeadTraining(defaultRecipe, { ...defaultRecipe, mixup: 0.2 })).toBe(false);
  expect(sameHeadTraining(defaultRecipe, { ...defaultRecipe, head: { kind: 'linear', dropout: 0.1 } })).toBe(
    false,
  );
});
