import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { presetOf } from '../../src/core/augmentation/presets.ts';
import { parseRecipe } from '../../src/core/training/parse-recipe.ts';
import { fineTuningSchedule, gradualStages } from '../../src/core/training/plan-stages.ts';

const folder = join(import.meta.dirname, 'recipes');
const recipeOf = async (file: string) => parseRecipe(await readFile(join(folder, file), 'utf8'), file);

test('every recipe is one that the page opens', async () => {
  const files = await readdir(folder);
  expect(files).toContain('gradual.json');
  for (const file of files) await recipeOf(file);
});

test('gradual.json is what the page’s choice “Gradually” gives', async () => {
  const { fineTuning, schedule } = await recipeOf('gradual.json');
  expect(fineTuning.stages).toEqual(gradualStages(14));
  expect(schedule).toEqual(fineTuningSchedule);
});

test('augmentation in them is the page’s “Light”', async () => {
  for (const file of ['augmented.json', 'augmented-last-block.json'])
    expect(presetOf((await recipeOf(file)).augmentation)).toBe('light');
});
