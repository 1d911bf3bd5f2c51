import { toFailure } from '../core/project/failure.ts';
import { defaultRecipe } from '../core/training/recipe.ts';
import type { SliceContext } from './context.ts';
import type { RecipeSlice } from './state.ts';

export function recipeSlice({ set, get, client }: SliceContext): RecipeSlice {
  const change: RecipeSlice['changeRecipe'] = (part) => {
    const recipe = { ...get().recipe, ...part };
    set({ recipe });
    client.run('persistRecipe', { recipe }).catch((error: unknown) => {
      get().notify({
        tone: 'error',
        stage: 'model',
        title: 'The recipe was not stored',
        failures: [toFailure(error)],
      });
    });
  };
  return {
    recipe: defaultRecipe,
    changeRecipe: change,
    resetRecipe: () => change(defaultRecipe),
  };
}
