import type { Sample } from '../../../core/dataset/dataset.ts';
import { type Folds, stratifiedFolds } from '../../../core/evaluation/folds.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { seededRandom } from '../../../core/random.ts';
import type { TrainingRequest } from '../../../core/training/checkpoint.ts';
import { judgesInFolds, type Recipe } from '../../../core/training/recipe.ts';

/** A photo and the index of its class. */
export interface LabelledPhoto {
  readonly sample: Sample;
  readonly label: number;
}

export interface TrainingPhotos {
  readonly train: readonly LabelledPhoto[];
  readonly validation: readonly LabelledPhoto[];
  /** Photos held out for the end. */
  readonly test: number;
}

/**
 * The photos of a training without the excluded ones, ordered by content, so that the order of arrival does not change the result.
 * @throws FailureError 'nothing-to-train'
 */
export function trainingPhotos({
  classes,
  samples,
}: Pick<TrainingRequest, 'classes' | 'samples'>): TrainingPhotos {
  const indexOf = new Map(classes.map(({ id }, i) => [id, i]));
  const photos = samples
    .flatMap((sample) => {
      const label = indexOf.get(sample.classId);
      return label === undefined || sample.excluded ? [] : [{ sample, label }];
    })
    .sort(byContent);
  const of = (split: Sample['split']) => photos.filter(({ sample }) => sample.split === split);
  const train = of('train');
  if (train.length === 0)
    throw new FailureError({
      code: 'nothing-to-train',
      what: 'There are no training photos.',
      todo: 'Add photos, or hold out fewer.',
    });
  return { train, validation: of('validation'), test: of('test').length };
}

/**
 * The photos as a recipe uses them: where it judges in folds, or has been judged before, none are held out.
 * @throws FailureError 'nothing-to-train'
 */
export function photosFor(
  recipe: Recipe,
  request: Pick<TrainingRequest, 'classes' | 'samples' | 'measuredBy'>,
): TrainingPhotos & { readonly inFolds: boolean } {
  const photos = trainingPhotos(request);
  const { train, validation } = photos;
  const given = validation.some(({ sample }) => sample.splitFixed);
  const last = request.measuredBy !== undefined;
  const inFolds =
    !last &&
    judgesInFolds(recipe, {
      photos: train.length + validation.length,
      classes: request.classes.length,
      given,
    });
  if (!inFolds && !last) return { ...photos, inFolds };
  return { ...photos, train: [...train, ...validation].sort(byContent), validation: [], inFolds };
}

/** An order that does not depend on how photos came, nor on what is in which split. */
export function byContent(a: LabelledPhoto, b: LabelledPhoto): number {
  if (a.sample.hash === b.sample.hash) return a.label - b.label;
  return a.sample.hash < b.sample.hash ? -1 : 1;
}

/** Folds of a cross-validation. */
export const FOLDS = 5;
/** Decides which photos lie in one fold of a training: always the same, so that two runs are judged alike. */
export const FOLDS_DRAW = 'folds';

/**
 * Folds of photos, with photos of one picture or one group in one fold.
 * @param draw decides which photos lie together
 * @returns null where no class has two pictures: nothing can be judged
 */
export function foldsOf(photos: readonly LabelledPhoto[], draw: string, folds: number = FOLDS): Folds | null {
  const divided = stratifiedFolds(
    photos.map(({ sample: { hash, group }, label }) => ({ label, hash, group })),
    folds,
    seededRandom(draw),
  );
  return divided.count > 0 ? divided : null;
}
