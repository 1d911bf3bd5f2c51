import type { FeatureRows } from '../../../core/features/feature-rows.ts';
import { seededRandom } from '../../../core/random.ts';
import type { Recipe } from '../../../core/training/recipe.ts';
import { type Standardisation, standardisationOf } from '../../../core/training/standardise.ts';
import { featureExamples } from '../../../engine/training/feature-examples.ts';
import { type HeadLearner, headLearner } from '../../../engine/training/head-learner.ts';
import type { PhaseInput } from './phase-input.ts';
import type { LabelledPhoto, TrainingPhotos } from './photos.ts';
import { keysOf, type TrainingViews } from './views.ts';

/** Mean and spread of the training photos' own features: views would shift them. */
export function scaleOf(table: FeatureRows, { train }: TrainingPhotos): Standardisation {
  return standardisationOf(table.each(train.map(({ sample }) => sample.hash)));
}

/** The head alone, on cached features. */
export function headInput(
  table: FeatureRows,
  recipe: Recipe,
  classes: number,
  photos: TrainingPhotos,
  views: TrainingViews,
): PhaseInput {
  const scale = scaleOf(table, photos);
  const head = newHead(recipe, scale, classes);
  const rows = (of: TrainingViews['train']) =>
    of.map((wanted) => keysOf(wanted).map((key) => table.get(key)));
  return {
    learner: head,
    head,
    scale,
    train: featureExamples(rows(views.train), labelsOf(photos.train), scale),
    validation:
      photos.validation.length > 0
        ? featureExamples(rows(views.validation), labelsOf(photos.validation), scale)
        : null,
    dispose: head.dispose,
  };
}

/** A head that knows nothing yet; the same for the same seed. */
export const newHead = (recipe: Recipe, { mean }: Standardisation, classes: number): HeadLearner =>
  headLearner(recipe.head, mean.length, classes, seededRandom(recipe.seed));

export const labelsOf = (photos: readonly LabelledPhoto[]): Int32Array =>
  Int32Array.from(photos, ({ label }) => label);
