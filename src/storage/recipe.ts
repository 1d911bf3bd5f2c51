import type { Recipe } from '../core/training/recipe.ts';
import { database } from './database.ts';

/** The recipe as it was last set; null where none was. */
export async function readRecipe(): Promise<Recipe | null> {
  // The key says which of the project's parts it is.
  return ((await (await database()).get('project', 'recipe')) as Recipe | undefined) ?? null;
}
