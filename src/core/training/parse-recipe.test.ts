import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FailureError } from '../project/failure.ts';
import { parseRecipe } from './parse-recipe.ts';
import { defaultRecipe, type Recipe } from './recipe.ts';

const failureOf = (text: string) => {
  try {
    parseRecipe(text, 'my.json');
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  throw new Error('It was taken.');
};

const recipes: Recipe[] = [
  defaultRecipe,
  {
    ...defaultRecipe,
    backbone: 'resnet-50',
    head: { kind: 'hidden', units: 32, dropout: 0.5 },
    optimizer: 'sgd',
    schedule: { kind: 'plateau', factor: 0.5, patience: 2 },
    mixup: 0.2,
    classWeights: 'balanced',
    augmentation: {
      ...defaultRecipe.augmentation,
      horizontalFlip: { on: true },
      erasing: { on: true, probability: 0.3, largest: 0.1 },
    },
    fineTuning: {
      ...defaultRecipe.fineTuning,
      stages: [
        { blocks: 1, epochs: 3, learningRate: 1e-3 },
        { blocks: 4, epochs: 2, learningRate: 3e-4 },
      ],
    },
  },
  { ...defaultRecipe, schedule: { kind: 'one-cycle', peak: 0.25 } },
  { ...defaultRecipe, read: ['10', '11', '12'], penalty: 0.03, judging: 'split' },
  { ...defaultRecipe, schedule: { kind: 'cosine', warmup: 0 } },
];

test.each(recipes)('a recipe comes back as it was saved (%#)', (recipe) => {
  expect(parseRecipe(JSON.stringify(recipe), 'my.json')).toEqual(recipe);
});

test('what is left out is the default', () => {
  expect(parseRecipe('{}', 'my.json')).toEqual(defaultRecipe);
  expect(parseRecipe('{"epochs": 5, "augmentation": {"crop": {"on": true}}}', 'my.json')).toEqual({
    ...defaultRecipe,
    epochs: 5,
    augmentation: { ...defaultRecipe.augmentation, crop: { ...defaultRecipe.augmentation.crop, on: true } },
  });
});

test.each([
  ['', 'This is not a JSON file.'],
  ['[]', 'The file is not an object.'],
  ['{"epochs": 0}', 'epochs must be a whole number from 1 to 500.'],
  ['{"epochs": 1.5}', 'epochs must be a whole number from 1 to 500.'],
  ['{"epochs": "5"}', 'epochs must be a whole number from 1 to 500.'],
  ['{"learningRate": 1e999}', 'learningRate must be a number from 0.000001 to 1.'],
  ['{"head": 3}', 'head is not an object.'],
  ['{"optimizer": "lion"}', 'optimizer must be one of lbfgs, adamw, sgd.'],
  ['{"read": []}', 'read must be a list of names.'],
  ['{"read": "12"}', 'read must be a list of names.'],
  ['{"read": ["12", "12"]}', 'read must be a list of names.'],
  ['{"read": ["12", 13]}', 'read must be a list of names.'],
  ['{"read": [""]}', 'read must be a list of names.'],
  ['{"penalty": 0}', 'penalty must be a number from 0.000001 to 1000.'],
  ['{"penalty": "none"}', 'penalty must be a number from 0.000001 to 1000.'],
  ['{"judging": "both"}', 'judging must be one of folds, split.'],
  ['{"learning_rate": 1}', 'There is no field named learning_rate.'],
  [
    '{"fineTuning": {"stages": [{"blocks": 0}]}}',
    'fineTuning.stages[0].blocks must be a whole number from 1 to 1000.',
  ],
  ['{"fineTuning": {"stages": 3}}', 'fineTuning.stages is not a list.'],
  ['{"augmentation": {"zoom": {"on": 1}}}', 'augmentation.zoom.on must be true or false.'],
  ['{"augmentation": {"zoom": {"shear": 1}}}', 'There is no field named augmentation.zoom.shear.'],
  ['{"augmentation": {"shear": {}}}', 'There is no field named augmentation.shear.'],
])('%s: says what is wrong', (text, what) => {
  expect(failureOf(text)).toMatchObject({ code: 'bad-recipe', file: 'my.json', what });
});

test('whatever the file holds, it is taken whole or refused', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      try {
        parseRecipe(text, 'my.json');
      } catch (error) {
        expect(error).toBeInstanceOf(FailureError);
      }
    }),
  );
});
