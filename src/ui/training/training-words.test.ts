import { expect, it } from 'vitest';
import { defaultRecipe } from '../../core/training/recipe.ts';
import { noTiming, plainRun } from '../../core/training/run.ts';
import { headWords, recipeWords, runName, scoreWords } from './training-words.ts';

it('names heads', () => {
  expect(headWords({ kind: 'linear', dropout: 0 })).toBe('linear head');
  expect(headWords({ kind: 'hidden', units: 64, dropout: 0.1 })).toBe('64 hidden units');
});

it('names recipes by backbone, head and stages', () => {
  const cards = [{ id: 'mobilenet-v3', name: 'MobileNetV3' }];
  expect(recipeWords(defaultRecipe, cards)).toBe('MobileNetV3, linear head');
  const stages = [{ blocks: 1, epochs: 1, learningRate: 1e-3 }];
  const tuned = { ...defaultRecipe, fineTuning: { ...defaultRecipe.fineTuning, stages } };
  expect(recipeWords(tuned, [])).toBe('mobilenet-v3, linear head, 1 stage of fine-tuning');
});

it('has words for a run that has judged nothing', () => {
  expect(scoreWords(null)).toBe('not judged');
  expect(scoreWords({ split: 'validation', loss: 0, total: 0, correct: 0 })).toBe('not judged');
});

it('calls a run by its own number, whatever became of the others, or by the name it was given', () => {
  const run = {
    ...plainRun,
    id: 'a',
    number: 7,
    createdAt: 0,
    recipe: defaultRecipe,
    classes: [],
    backend: 'wasm',
    counts: { train: 0, validation: 0, test: 0 },
    history: [],
    kept: 0,
    validation: null,
    timing: noTiming,
  };
  expect(runName([run], 'a')).toBe('Run 7');
  expect(runName([{ ...run, name: 'wide head' }], 'a')).toBe('wide head');
  expect(runName([], 'a')).toBe('A run that is gone');
});
