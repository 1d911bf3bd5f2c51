import { expect, test } from 'vitest';
import { defaultRecipe, type Recipe } from './recipe.ts';
import type { SweepAxis, Trial } from './sweep.ts';
import {
  bestTrial,
  compareTrials,
  planTrials,
  presentValue,
  sameHeadTraining,
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
  const trials = planTrials(defaultRecipe, [twice, dropouts]);
  expect(trials.map(({ values }) => values)).toEqual([
    [0.001, 0],
    [0.001, 0.5],
    [0.01, 0],
    [0.01, 0.5],
    [0.1, 0],
    [0.1, 0.5],
  ]);
  expect(trials.map(({ recipe }) => recipe.learningRate)).toEqual([0.001, 0.001, 0.01, 0.01, 0.1, 0.1]);
});

test('what is tried is learned step by step, also where the recipe solves its head', () => {
  const optimizers = (recipe: Partial<Recipe>) =>
    new Set(planTrials({ ...defaultRecipe, ...recipe }, [rates]).map((trial) => trial.recipe.optimizer));
  expect(optimizers({})).toEqual(new Set(['adamw']));
  expect(optimizers({ optimizer: 'sgd' })).toEqual(new Set(['sgd']));
});

test('the best has most right answers, then the lowest loss, and did not diverge', () => {
  const trial = (value: number, accuracy: number, loss: number): Trial => ({
    values: [value],
    recipe: defaultRecipe,
    accuracy,
    loss,
    milliseconds: 1,
  });
  const trials = [
    trial(1, 0.9, 0.4),
    trial(2, 0.9, 0.3),
    trial(3, 0.8, 0.2),
    trial(4, 0, Number.POSITIVE_INFINITY),
  ];
  expect(bestTrial(trials)?.values).toEqual([2]);
  expect(trials.toSorted(compareTrials).map(({ values }) => values[0])).toEqual([2, 1, 3, 4]);
  expect(bestTrial(trials.slice(3))).toBeNull();
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
