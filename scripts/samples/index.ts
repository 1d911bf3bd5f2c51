import { resolve } from 'node:path';
import { SAMPLE_IDS, type SampleId } from '../../src/core/dataset/sample-card.ts';
import { digits } from './digits.ts';
import { earth } from './earth.ts';
import { emoji } from './emoji.ts';
import { prepare } from './prepare.ts';
import type { SampleRecipe } from './recipe.ts';

const RECIPES: Readonly<Record<SampleId, SampleRecipe>> = { earth, emoji, digits };
const ROOT = resolve(import.meta.dirname, '../..');

/** `npm run samples`: makes the sample data sets out of public npm packages. One that fails does not stop the others. */
for (const id of SAMPLE_IDS) {
  try {
    await prepare(RECIPES[id], ROOT);
  } catch (error) {
    console.error(`${id}: failed: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
