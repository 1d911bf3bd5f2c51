import type { Recipe } from '../core/training/recipe.ts';
import { database, write } from './database.ts';

/** The recipe as it was last set; null where none was. */
export async function readRecipe(): Promise<Recipe | null> {
  // The key says which of the project's parts it is.
  return ((await (await database()).get('project', 'recipe')) as Recipe | undefined) ?? null;
}

export function writeRecipe(recipe: Recipe): Promise<void> {
  return write(['project'], (transaction) => [transaction.objectStore('project').put(recipe, 'recipe')]);
}
