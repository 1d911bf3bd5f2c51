import type { View } from '../../../core/augmentation/view.ts';
import { meanLogits } from '../../../core/evaluation/evaluate.ts';
import { type Head, predictLogits } from '../../../core/training/head.ts';
import type { Recipe } from '../../../core/training/recipe.ts';
import { photoViews } from '../training/views.ts';

/**
 * Test-time augmentation: the photo itself and views drawn as the run's training drew them.
 * @param key names the picture: the same key gives the same views
 * @returns the photo alone where the recipe augments nothing
 */
export const testViews = (recipe: Recipe, key: string, count: number): readonly (View | null)[] =>
  photoViews({ ...recipe, views: count }, key);

/** What a head says of a picture by its views: logits of their mean. */
export function answer(head: Head, views: readonly Float32Array[]): Float32Array {
  return meanLogits(views.map((features) => predictLogits(head, features)));
}
