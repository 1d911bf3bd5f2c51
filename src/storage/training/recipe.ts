import { isRecipe, type OnDamaged } from '../../core/project/sound-records.ts';
import { completeRecipe, type Recipe } from '../../core/training/recipe.ts';
import { database } from '../disk/database.ts';

/** The recipe as it was last set; null where none was. */
export async function readRecipe(onDamaged: OnDamaged = () => {}): Promise<Recipe | null> {
  // The key says which of the project's parts it is.
  const recipe = (await (await database()).get('project', 'recipe')) as Recipe | undefined;
  if (recipe === undefined) return null;
  // Earlier versions' lack what the page fills in (storedRecipe).
  const isSound = typeof recipe === 'object' && recipe !== null && isRecipe(completeRecipe(recipe));
  if (!isSound) onDamaged({ store: 'settings', key: 'recipe' });
  return isSound ? recipe : null;
}
