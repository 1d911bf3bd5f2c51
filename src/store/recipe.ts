import { defaultRecipe, type Recipe } from '../core/training/recipe.ts';
import type { SliceContext, Undoable } from './context.ts';
import { measuring, staleAfter } from './measuring.ts';
import { latestPreview } from './preview.ts';
import type { RecipeSlice } from './state.ts';

export function recipeSlice(context: SliceContext): RecipeSlice {
  const { set, get, client, history, mayChange, report } = context;
  const change: RecipeSlice['changeRecipe'] = (part) => {
    const before = get().recipe;
    const recipe = { ...before, ...part };
    set({ recipe, ...staleAfter(before, part) });
    client.run('persistRecipe', { recipe }).catch(report('model', 'The recipe was not stored'));
  };
  const replacement = (before: Recipe, label: string): Undoable => ({
    label,
    revert: () => {
      const after = get().recipe;
      change(before);
      return replacement(after, label);
    },
  });
  const replace: RecipeSlice['replaceRecipe'] = (recipe, label) => {
    if (!mayChange()) return;
    const before = get().recipe;
    change(recipe);
    history.push(replacement(before, label));
  };
  return {
    recipe: defaultRecipe,
    changeRecipe: (part) => {
      if (mayChange()) change(part);
    },
    replaceRecipe: replace,
    resetRecipe: () => replace(defaultRecipe, 'Reset recipe'),
    preview: latestPreview({ get, client }),
    ...measuring(context),
  };
}
