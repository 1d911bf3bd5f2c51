import { augments } from '../../../core/augmentation/augmentation.ts';
import { type View, viewsOf } from '../../../core/augmentation/view.ts';
import { viewKey } from '../../../core/augmentation/view-key.ts';
import type { Sample } from '../../../core/dataset/dataset.ts';
import type { Recipe } from '../../../core/training/recipe.ts';
import type { WantedViews } from '../features/wanted-views.ts';
import type { TrainingPhotos } from './photos.ts';

/** The views that a recipe trains on, and the photos that it is validated on: never augmented. */
export interface TrainingViews {
  readonly train: readonly WantedViews[];
  readonly validation: readonly WantedViews[];
}

/** The photo itself, and its augmented views where the recipe has any. */
export function trainingViews(recipe: Recipe, photos: TrainingPhotos): TrainingViews {
  return {
    train: photos.train.map(({ sample }) => ({ sample, views: photoViews(recipe, sample.hash) })),
    validation: photos.validation.map(({ sample }) => ({ sample, views: [null] })),
  };
}

/** @returns null, the photo itself, and then its views */
export function photoViews(
  { augmentation, views, seed }: Recipe,
  hash: Sample['hash'],
): readonly (View | null)[] {
  return augments(augmentation) ? [null, ...viewsOf(augmentation, seed, hash, views)] : [null];
}

/** Keys of a photo's views in the caches. */
export const viewKeys = (hash: string, views: readonly (View | null)[]): string[] =>
  views.map((view) => viewKey(hash, view));

export const keysOf = ({ sample, views }: WantedViews): string[] => viewKeys(sample.hash, views);
