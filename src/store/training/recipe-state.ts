import type { Augmentation } from '../../core/augmentation/augmentation.ts';
import type { AdviceFigures } from '../../core/training/advice-figures.ts';
import type { Plan } from '../../core/training/plan.ts';
import type { RateSearch } from '../../core/training/rate-search.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { Progress } from '../../workers/protocol/progress.ts';
import type { AdviseEvent } from '../../workers/protocol/training.ts';

export interface RecipeSlice {
  readonly recipe: Recipe;
  changeRecipe(change: Partial<Recipe>): void;
  /** Takes another recipe as a whole; can be undone under that label. */
  replaceRecipe(recipe: Recipe, label: string): void;
  /** Back to the defaults, with the network that is usual on this machine; can be undone. */
  resetRecipe(): void;
  /**
   * Takes the network that is usual on this machine, where nobody has set a recipe: from then on it is stored as if the person
   * had. Called whenever more is known of the machine.
   */
  followMachine(): void;
}

/** What is tried and measured on the recipe before it is trained. */
export interface MeasuringSlice {
  /**
   * Views of a picture as training gets them, for the person to see; null where a newer call has replaced this one.
   * The caller closes them.
   */
  preview(hash: string, augmentation: Augmentation, count: number): Promise<readonly ImageBitmap[] | null>;
  /** What the recipe will take; null until measured, and again after a change of recipe or data. */
  readonly plan: Plan | null;
  readonly planning: boolean;
  planTraining(): Promise<void>;
  /** Loss against rate; null until searched, and again after a change that it depends on. */
  readonly rateSearch: RateSearch | null;
  readonly searchingRate: boolean;
  /** Of the photos that the search has to look at first; null while it looks at none. */
  readonly rateSearchProgress: Progress | null;
  searchRate(): Promise<void>;
  stopRateSearch(): void;
  /** What suggestions rest on (core/training/advice.ts); null until asked for, and again after a change of the data. */
  readonly advice: AdviceFigures | null;
  /** What the trying of networks last told; null while none are tried. */
  readonly advising: AdviseEvent | null;
  advise(): Promise<void>;
  stopAdvising(): void;
}
