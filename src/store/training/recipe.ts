import { usualBackbone } from '../../core/backbone/usual-backbone.ts';
import { defaultRecipe, type Recipe } from '../../core/training/recipe.ts';
import type { SliceContext, Undoable } from '../runtime/context.ts';
import type { State } from '../state.ts';
import type { RecipeSlice } from './recipe-state.ts';

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

/** The network that is usual where this engine runs; null: it does not run yet. */
function usualHere({ cards, engine }: Pick<State, 'cards' | 'engine'>): string | null {
  return engine.kind === 'ready' ? usualBackbone(cards, engine.backend) : null;
}

/**
 * Whether nobody has set a recipe: what was stored, opened, taken from a lesson or changed is another object than the
 * default. A project with runs keeps what they were trained with.
 */
const isFresh = ({ recipe, opened, tab, runs, unfinished, training }: State): boolean =>
  recipe === defaultRecipe &&
  opened === 'open' &&
  tab !== 'elsewhere' &&
  runs.length + unfinished.length === 0 &&
  training.kind === 'idle';

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
    resetRecipe: () => {
      const backbone = usualHere(get()) ?? defaultRecipe.backbone;
      replace({ ...defaultRecipe, backbone }, 'Reset recipe');
    },
    followMachine: () => {
      // The small network is the one that was perhaps kept for use without a connection.
      if (!isFresh(get()) || navigator.onLine === false) return;
      const backbone = usualHere(get());
      if (backbone !== null && backbone !== defaultRecipe.backbone) change({ backbone });
    },
  };
}
