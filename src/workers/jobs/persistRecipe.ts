import { writeRecipe } from '../../storage/recipe.ts';
import type { Job } from './job.ts';

const persistRecipe: Job<'persistRecipe'> = async ({ recipe }) => {
  await writeRecipe(recipe);
  return null;
};

export default persistRecipe;
