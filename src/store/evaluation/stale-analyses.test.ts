import { expect, test } from 'vitest';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import type { CrossValidation } from '../../core/evaluation/cross-validation.ts';
import type { SweepAxis, Trial } from '../../core/training/sweep.ts';
import { staleAnalyses } from './stale-analyses.ts';

const crossValidation: CrossValidation = { folds: 5, repeats: 1, models: [], outOfFold: [], milliseconds: 1 };
const sweepAxes: readonly SweepAxis[] = [{ key: 'learningRate', values: [0.001] }];

test('what was found goes with the recipe and the photos that it was found with', async () => {
  const { store } = await openStore();
  const trial: Trial = {
    values: [0.001],
    recipe: store.getState().recipe,
    accuracy: 0.9,
    loss: 0.3,
    milliseconds: 1,
  };
  store.setState({ crossValidation, sweepAxes, trials: [trial] });
  const before = store.getState();
  const after = (change: Partial<typeof before>) => staleAnalyses({ ...before, ...change }, before);
  expect(after({ predicting: true })).toBeNull();
  expect(after({ dataset: { ...before.dataset } })).toEqual({ crossValidation: null, trials: [] });
  expect(after({ recipe: { ...before.recipe, mixup: 0.2 } })).toEqual({ crossValidation: null, trials: [] });
  // To take a value that was tried leaves the trials; the cross-validation was of another.
  expect(after({ recipe: { ...before.recipe, learningRate: 0.001 } })).toEqual({ crossValidation: null });
  const fineTuning = { ...before.recipe.fineTuning, batchSize: 8 };
  expect(after({ recipe: { ...before.recipe, fineTuning } })).toBeNull();
  const nothing = { ...before, crossValidation: null, trials: [] };
  expect(staleAnalyses({ ...nothing, dataset: { ...before.dataset } }, nothing)).toBeNull();
});
