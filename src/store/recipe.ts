import { defaultRecipe, type Recipe } from '../core/training/recipe.ts';
import type { SliceContext, Undoable } from './context.ts';
import type { RecipeSlice, State } from './state.ts';

/** What the best rate does not depend on. */
const otherThanRate: ReadonlySet<string> = new Set<keyof Recipe>([
  'learningRate',
  'epochs',
  'schedule',
  'patience',
  'augmentation',
  'views',
  'fineTuning',
]);

/** What a change of a recipe makes stale; fields that stay the same change nothing. */
function staleAfter(before: Recipe, change: Partial<Recipe>): Partial<Pick<State, 'plan' | 'rateSearch'>> {
  const changed = (Object.keys(change) as (keyof Recipe)[]).filter((key) => change[key] !== before[key]);
  return changed.every((key) => otherThanRate.has(key)) ? { plan: null } : { plan: null, rateSearch: null };
}

export function recipeSlice({ set, get, client, history, mayChange, report }: SliceContext): RecipeSlice {
  const change: RecipeSlice['changeRecipe'] = (part) => {
    const before = get().recipe;
    const recipe = { ...before, ...part };
    set({ recipe, ...staleAfter(before, part) });
    client.run('write', { recipe }).catch(report('model', 'The recipe was not stored'));
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
  };
}
