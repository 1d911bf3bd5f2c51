import { expect, test } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { emptyDataset } from '../../core/dataset/dataset.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';
import { noTiming, plainRun, type Run } from '../../core/training/run.ts';
import { contentsWords, leftOutWords, missingModelWords } from './project-words.ts';

const run: Run = {
  ...plainRun,
  id: 'run',
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
const project = { dataset: emptyDataset, recipe: null, runs: [], ensembles: [], backbones: [] };

test('what a project holds', () => {
  expect(contentsWords(project)).toEqual(['0 classes', '0 photos', '0 runs with their trained weights']);
  const dataset = datasetOf([sampleOf('1')]);
  expect(contentsWords({ ...project, dataset, runs: [run] })).toEqual([
    '2 classes: a, b',
    '1 photo',
    '1 run with its trained weights',
  ]);
  const classes = Array.from({ length: 8 }, (_, colour) => ({ id: `${colour}`, name: `c${colour}`, colour }));
  expect(contentsWords({ ...project, dataset: { ...dataset, classes } })[0]).toBe(
    '8 classes: c0, c1, c2, c3, c4, c5, 2 more',
  );
});

test('photos that are left out are counted and named', () => {
  expect(leftOutWords([])).toBeNull();
  expect(leftOutWords(['a.avif'])).toBe(
    "This browser can't read 1 photo of it, which will be left out: a.avif. Open the file in the browser that saved it to keep it.",
  );
  expect(leftOutWords(['1', '2', '3', '4', '5', '6', '7', '8'])).toContain('8 photos of it');
  expect(leftOutWords(['1', '2', '3', '4', '5', '6', '7', '8'])).toContain('1, 2, 3, 4, 5, 6, 2 more.');
});

test('runs whose model is not here are told', () => {
  expect(missingModelWords({ runs: [run], backbones: [] }, [{ id: defaultRecipe.backbone }])).toBeNull();
  expect(missingModelWords({ runs: [run, run], backbones: [] }, [])).toMatch(
    /^2 runs were trained on a model .*mobilenet-v3/,
  );
  const along = { id: 'own-12345678', name: 'Mine' };
  const mine = { ...run, recipe: { ...run.recipe, backbone: along.id } };
  expect(missingModelWords({ runs: [mine], backbones: [along] }, [])).toBeNull();
  expect(contentsWords({ ...project, backbones: [along] }).at(-1)).toBe('the network “Mine”');
});
