import { expect, test } from 'vitest';
import { defaultRecipe } from '../training/recipe.ts';
import { loadsOf } from './ensemble-cost.ts';

const blocks = [
  { name: 'stem', parameters: 10 },
  { name: 'middle', parameters: 100 },
  { name: 'top', parameters: 1000 },
];
const cards = [
  { id: 'small', bytes: 5000, blocks },
  { id: 'large', bytes: 90_000, blocks },
];
const runOn = (backbone: string, open = 0) => ({
  recipe: {
    ...defaultRecipe,
    backbone,
    fineTuning: {
      ...defaultRecipe.fineTuning,
      stages: open > 0 ? [{ blocks: open, epochs: 1, learningRate: 1e-3 }] : [],
    },
  },
});

test('a backbone is loaded once for all runs that left it as it was', () => {
  expect(loadsOf([runOn('small'), runOn('large'), runOn('small')], cards)).toEqual([
    { backbone: 'small', bytes: 5000 },
    { backbone: 'large', bytes: 90_000 },
  ]);
});

test('blocks that a run has fine-tuned come on top, in 32 bits', () => {
  expect(loadsOf([runOn('small', 2), runOn('small', 1)], cards)).toEqual([
    { backbone: 'small', bytes: 5000 + 4 * 1100 + 4 * 1000 },
  ]);
});

test('a backbone that is not there any more counts nothing', () => {
  expect(loadsOf([runOn('gone')], cards)).toEqual([]);
});
