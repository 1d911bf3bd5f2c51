import { join } from 'node:path';
import { expect, test } from 'vitest';
import { presets } from '../../src/core/augmentation/presets.ts';
import { defaultRecipe } from '../../src/core/training/recipe.ts';
import { hasSeed, nameOf, variantsOf } from './variants.ts';

const gradual = join(import.meta.dirname, '../bench/recipes/gradual.json');

test('a head that is solved on the photos themselves has no seed', () => {
  expect(hasSeed(defaultRecipe)).toBe(false);
  expect(hasSeed({ ...defaultRecipe, optimizer: 'adamw' })).toBe(true);
  expect(hasSeed({ ...defaultRecipe, head: { kind: 'hidden', units: 8, dropout: 0 } })).toBe(true);
  expect(hasSeed({ ...defaultRecipe, augmentation: presets.light })).toBe(true);
  const stages = [{ blocks: 1, epochs: 1, learningRate: 1e-4 }];
  expect(hasSeed({ ...defaultRecipe, fineTuning: { ...defaultRecipe.fineTuning, stages } })).toBe(true);
});

test('every backbone with every recipe, with seeds where they matter', async () => {
  const variants = await variantsOf({ backbones: ['a', 'b'], recipes: [null, gradual], seeds: 2 });
  expect(variants.map(nameOf)).toEqual(['a', 'b', 'a, gradual', 'b, gradual']);
  expect(variants.map(({ seeds }) => seeds)).toEqual([null, null, [1, 2], [1, 2]]);
});

test('without a backbone, the one that the recipe names', async () => {
  const variants = await variantsOf({ backbones: [], recipes: [null], seeds: 1 });
  expect(variants.map(nameOf)).toEqual([defaultRecipe.backbone]);
});

test('two recipes of one name are refused', async () => {
  const options = { backbones: ['a'], recipes: [gradual, gradual], seeds: 1 };
  await expect(variantsOf(options)).rejects.toThrow('a, gradual is there twice');
});
