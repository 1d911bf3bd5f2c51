import type { Random } from '../../core/random.ts';
import { type Head, predictProbabilities } from '../../core/training/head.ts';
import { normal } from '../../core/training/initial.ts';
import { defaultRecipe, type Recipe } from '../../core/training/recipe.ts';
import { type Examples, type FitOptions, fitHead } from './fit-head.ts';

/* Small problems for the tests of fitHead. */

export const FEATURES = 5;
export const CLASSES = 3;

/** Clouds around one point a class, sorted by class, with features of very different size. */
export function clouds(count: number, spread: number, random: Random): Examples {
  const labels = Int32Array.from({ length: count }, (_, i) => Math.floor((i * CLASSES) / count));
  const features = Float32Array.from({ length: count * FEATURES }, (_, i) => {
    const at = i % FEATURES;
    const centre = at === labels[Math.floor(i / FEATURES)] ? 1 : 0;
    return 10 ** (at - 2) * (4 + centre + spread * normal(random));
  });
  return { features, labels };
}

/** Trains with the default recipe, except where it is told otherwise. */
export function trainHead(
  train: Examples,
  recipe: Partial<Recipe>,
  options: Partial<FitOptions> = {},
): Promise<Head> {
  return fitHead({
    recipe: { ...defaultRecipe, ...recipe },
    classes: CLASSES,
    train,
    validation: null,
    onEpoch: () => {},
    onBatch: () => {},
    signal: new AbortController().signal,
    ...options,
  });
}

/** What a head says of each example. */
export const probabilitiesOf = (head: Head, { features, labels }: Examples): Float32Array[] =>
  Array.from(labels, (_, i) => predictProbabilities(head, features.slice(i * FEATURES, (i + 1) * FEATURES)));
