import type { LabelledLogits } from '../../../core/evaluation/evaluate.ts';
import {
  familiarityAt,
  heldOutLikeness,
  type KnownFeatures,
  knownOfPoints,
} from '../../../core/evaluation/known-features.ts';
import type { FeatureRows } from '../../../core/features/feature-rows.ts';
import { evenSample } from '../../../core/features/photo-sample.ts';
import { seededRandom } from '../../../core/random.ts';
import { standardisationOf } from '../../../core/training/standardise.ts';
import { projectKnown } from '../../../engine/evaluation/project-known.ts';
import { labelsOf } from './head-input.ts';
import type { LabelledPhoto } from './photos.ts';

/**
 * More photos than this tell hardly more of where the classes lie. Of each class there are two at least, however many
 * classes there are: without any, all its photos would look like nothing that is known, and one alone does not tell how
 * photos of a class differ.
 */
const MOST_PHOTOS = 1000;
const LEAST_OF_A_CLASS = 2;

export interface KnownOptions {
  /** As the head takes them. */
  readonly features: FeatureRows;
  readonly train: readonly LabelledPhoto[];
  /** Fold of each training photo, −1: in none; null: the validation photos are judged. */
  readonly folds: readonly number[] | null;
  readonly validation: readonly LabelledPhoto[];
  readonly classes: number;
  readonly pause: () => Promise<void>;
}

export interface KnownPhotos {
  /** Where a run's training photos lie in its feature space. */
  readonly known: KnownFeatures;
  /** How much each judged photo looks like the known ones without it: of the training photos in folds, or of validation. */
  readonly scores: Float32Array;
}

/** Finds where the training photos lie, and scores those that are judged. */
export async function knownPhotos(options: KnownOptions): Promise<KnownPhotos> {
  const { features, train, folds, validation, classes, pause } = options;
  const places = evenSample(
    train.map((photo, i) => ({ ...photo, i })),
    ({ label }) => label,
    Math.max(MOST_PHOTOS, LEAST_OF_A_CLASS * classes),
    seededRandom('known photos'),
  );
  const rowsOf = (photos: readonly LabelledPhoto[]) => features.each(photos.map(({ sample }) => sample.hash));
  const scale = standardisationOf(rowsOf(places));
  const project = (photos: readonly LabelledPhoto[]) => projectKnown(rowsOf(photos), scale, pause);
  const points = await project(places);
  const labels = labelsOf(places);
  const known = knownOfPoints(points, labels, classes, scale);
  if (!folds) {
    return { known, scores: await familiarities(known, await project(validation), pause) };
  }
  const sampled = new Set(places.map(({ i }) => i));
  const scores = new Float32Array(train.length);
  const ofPlaces = heldOutLikeness(
    points,
    labels,
    classes,
    places.map(({ i }) => folds[i] ?? -1),
  );
  places.forEach(({ i }, at) => {
    scores[i] = ofPlaces[at] ?? 0;
  });
  // Those that are too many to be known to a run have been seen by none of what is known.
  const others = train.flatMap((photo, i) => (sampled.has(i) ? [] : [{ ...photo, i }]));
  const rest = await familiarities(known, await project(others), pause);
  others.forEach(({ i }, at) => {
    scores[i] = rest[at] ?? 0;
  });
  return { known, scores };
}

/** Of each photo. With thousands of classes each takes half a millisecond. */
async function familiarities(
  known: KnownFeatures,
  points: readonly Float32Array[],
  pause: () => Promise<void>,
): Promise<Float32Array> {
  const scores = new Float32Array(points.length);
  for (const [i, point] of points.entries()) {
    scores[i] = familiarityAt(known, point);
    await pause();
  }
  return scores;
}

/**
 * Photos with what a model says of them, and how much they look like the known ones.
 * @param logits photos.length · classes values
 * @param scores of the photos
 */
export function scored(
  photos: readonly LabelledPhoto[],
  logits: Float32Array,
  scores: Float32Array,
): LabelledLogits[] {
  const classes = logits.length / photos.length;
  return photos.map(({ sample, label }, i) => ({
    sampleId: sample.id,
    label,
    logits: logits.slice(i * classes, (i + 1) * classes),
    score: scores[i] ?? 0,
  }));
}
