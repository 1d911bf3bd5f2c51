import type { View } from '../../core/augmentation/view.ts';
import { meanProbabilities } from '../../core/evaluation/evaluate.ts';
import { type Head, predictProbabilities } from '../../core/training/head.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import { photoViews } from './training/views.ts';

/**
 * Test-time augmentation: the photo itself and views drawn as the run's training drew them.
 * @param key names the picture: the same key gives the same views
 * @returns the photo alone where the recipe augments nothing
 */
export const testViews = (recipe: Recipe, key: string, count: number): readonly (View | null)[] =>
  photoViews({ ...recipe, views: count }, key);

/** The mean of what a head says of each view. */
export function answer(head: Head, views: readonly Float32Array[]): Float32Array {
  return meanProbabilities(views.map((features) => predictProbabilities(head, features)));
}
