import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { augments } from '../../src/core/augmentation/augmentation.ts';
import { parseRecipe } from '../../src/core/training/parse-recipe.ts';
import { defaultRecipe, type Recipe, solvesHead } from '../../src/core/training/recipe.ts';
import type { PanelOptions } from './options.ts';

/** One column of the panel: a backbone with a recipe. */
export interface Variant {
  readonly backbone: string;
  /** Name of the recipe's file without its ending; null: the default recipe. */
  readonly recipe: string | null;
  /** The recipe's file, which the page opens. */
  readonly file: string | null;
  /** What it's trained with; null: nothing of it is drawn, and it is trained once. */
  readonly seeds: readonly number[] | null;
}

/** Whether anything of a training is drawn by the seed: a head that is solved on the photos themselves has one answer. */
export const hasSeed = (recipe: Recipe): boolean =>
  !solvesHead(recipe) || recipe.fineTuning.stages.length > 0 || augments(recipe.augmentation);

/**
 * Every backbone with every recipe; where no backbone is named, each recipe with its own.
 * @throws where a recipe's file can't be read as one, or two have the same name
 */
export async function variantsOf({
  backbones,
  recipes,
  seeds,
}: Pick<PanelOptions, 'backbones' | 'recipes' | 'seeds'>): Promise<readonly Variant[]> {
  const variants: Variant[] = [];
  for (const file of recipes) {
    const recipe = file === null ? defaultRecipe : parseRecipe(await readFile(file, 'utf8'), file);
    const drawn = hasSeed(recipe) ? Array.from({ length: seeds }, (_, i) => i + 1) : null;
    for (const backbone of backbones.length > 0 ? backbones : [recipe.backbone])
      variants.push({ backbone, recipe: file && basename(file, '.json'), file, seeds: drawn });
  }
  const names = variants.map(nameOf);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new Error(`${twice} is there twice: give the recipes' files other names`);
  return variants;
}

/** 'resnet-50, gradual'. */
export const nameOf = ({ backbone, recipe }: Pick<Variant, 'backbone' | 'recipe'>): string =>
  recipe === null ? backbone : `${backbone}, ${recipe}`;
