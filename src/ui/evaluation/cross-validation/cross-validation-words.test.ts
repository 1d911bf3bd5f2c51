import { describe, expect, test } from 'vitest';
import { sampleOf } from '../../../../test-support/core/dataset/fake-dataset.ts';
import type { Sample } from '../../../core/dataset/dataset.ts';
import { type CrossValidation, crossValidationFigures } from '../../../core/evaluation/cross-validation.ts';
import { defaultRecipe } from '../../../core/training/recipe.ts';
import {
  comparisonWords,
  meanWords,
  recipeNotes,
  smallClassWords,
  wrongLabelWords,
} from './cross-validation-words.ts';

const plain = (words: string | null) => words?.replaceAll('\u00a0', ' ');
const cv: CrossValidation = {
  folds: 2,
  repeats: 1,
  models: [
    { repeat: 0, correct: 90, total: 100, loss: 0.3 },
    { repeat: 0, correct: 96, total: 100, loss: 0.2 },
  ],
  outOfFold: [],
  milliseconds: 1,
};
const figures = crossValidationFigures(cv);

test('mean and spread', () => {
  expect(plain(meanWords(figures, cv))).toBe(
    'On average 93.0 % right: 90 to 96 % in the 2 parts, with a standard deviation of 4.2 points.',
  );
  expect(meanWords(figures, { ...cv, repeats: 3 })).toContain('the 2 parts of 3 repeats');
});

test.each([
  // Wilson's interval of 95 in 100 is 89 to 98 %, of 100 in 100 it is 96 to 100 %, of 80 in 100 it is 71 to 87 %.
  [95, 'That fits: on so many photos 93.0 % can come out as anything from 89 to 98 %.'],
  [100, 'easy ones: expect 93.0 % of new photos rather than 96 to 100 %.'],
  [80, 'hard ones: expect 93.0 % of new photos rather than 71 to 87 %.'],
])('%i of 100 in the run’s validation: %s', (correct, words) => {
  expect(plain(comparisonWords(figures, correct, 100, null))).toContain(words);
});

test('what is left out or done otherwise is said', () => {
  expect(recipeNotes(defaultRecipe, defaultRecipe)).toEqual([]);
  const stages = [{ blocks: 1, epochs: 1, learningRate: 0.001 }];
  const tuned = { ...defaultRecipe, patience: 3, fineTuning: { ...defaultRecipe.fineTuning, stages } };
  expect(recipeNotes(tuned, defaultRecipe)).toHaveLength(3);
  expect(recipeNotes({ ...defaultRecipe, fineTuning: tuned.fineTuning }, defaultRecipe)).toHaveLength(1);
});

describe('small classes', () => {
  const classes = ['many', 'few', 'one'].map((name, colour) => ({ id: name, name, colour }));
  const sample = (classId: string, hash: string, change: Partial<Sample> = {}): Sample =>
    sampleOf(hash, { hash, classId, ...change });
  const many = Array.from({ length: 5 }, (_, i) => sample('many', `m${i}`));
  const few = ['f1', 'f2'].map((hash) => sample('few', hash));

  test('are named', () => {
    const samples = [
      ...many,
      ...few,
      // None of these counts: a picture of the test split, an excluded one, a near-duplicate.
      sample('one', 'o1', { group: 'g' }),
      sample('one', 'o2', { group: 'g' }),
      sample('one', 'o3', { split: 'test' }),
      sample('one', 'o4', { excluded: true }),
    ];
    const words = smallClassWords(classes, samples, 5);
    expect(words).toContain('“one”: one picture');
    expect(words).toContain('“few”: fewer pictures than parts');
  });

  test('are not mentioned where there are none', () => {
    expect(smallClassWords(classes.slice(0, 2), [...many, ...few], 2)).toBeNull();
  });
});

test.each([
  [12.4, 'About 12 of 480 labels are probably wrong.'],
  [0.6, 'About 1 of 480 labels is probably wrong.'],
  [0.4, 'Probably none of the 480 labels is wrong.'],
])('%d wrong labels: %s', (estimate, words) => {
  expect(wrongLabelWords(estimate, 480)).toBe(words);
});
