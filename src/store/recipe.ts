import { defaultRecipe } from '../core/training/recipe.ts';
import type { SliceContext } from './context.ts';
import type { RecipeSlice } from './state.ts';

export function recipeSlice({ set, get, client, report }: SliceContext): RecipeSlice {
  const change: RecipeSlice['changeRecipe'] = (part) => {
    const recipe = { ...get().recipe, ...part };
    set({ recipe });
    client.run('persistRecipe', { recipe }).catch(report('model', 'The recipe was not stored'));
  };
  return {
    recipe: defaultRecipe,
    changeRecipe: change,
    resetRecipe: () => change(defaultRecipe),
  };
}
