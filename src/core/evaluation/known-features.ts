import { largest } from '../extremes.ts';
import { seededRandom } from '../random.ts';
import { type Standardisation, standardisationOf, standardiseRow } from '../training/standardise.ts';
import { covarianceFactor, type Triangle, whiten } from './cholesky.ts';
import {
  type ClassMoments,
  classMeans,
  covarianceAboutZero,
  covarianceWithin,
  momentsOf,
  without,
} from './class-moments.ts';

/** Where a run's training photos lie in feature space; kept with its head. */
export interface KnownFeatures {
  readonly scale: Standardisation;
  /** Of what is left of the training photos without their class's mean. */
  readonly within: Triangle;
  /** Of all training photos. */
  readonly whole: Triangle;
  /** The classes' means, whitened by `within`. */
  readonly means: readonly Float32Array[];
}

/** Longer features are projected to so many values: a covariance of 2,048 would take 16 MB a run and seconds to invert. */
const DIMENSIONS = 256;

/** Measured: docs/UNKNOWN.md. */
const SHRINKAGE = 0.5;

/**
 * @param rows raw features of the training photos, one or more
 * @param labels of the rows, 0…classes − 1
 */
export function fitKnownFeatures(
  rows: readonly Float32Array[],
  labels: ArrayLike<number>,
  classes: number,
): KnownFeatures {
  const scale = standardisationOf(rows);
  return knownOfPoints(
    rows.map((row) => project(row, scale)),
    labels,
    classes,
    scale,
  );
}

/**
 * As `fitKnownFeatures`, of rows that have been projected.
 * @param points standardised features by `scale`, times the transpose of `randomSigns` where that gives any
 */
export function knownOfPoints(
  points: readonly Float32Array[],
  labels: ArrayLike<number>,
  classes: number,
  scale: Standardisation,
): KnownFeatures {
  const size = points[0]?.length ?? 0;
  return { scale, ...spreadOf(momentsOf(points, labels, classes, size), size) };
}

type Spread = Pick<KnownFeatures, 'within' | 'whole' | 'means'>;

function spreadOf(moments: ClassMoments, size: number): Spread {
  const within = covarianceFactor(covarianceWithin(moments), size, SHRINKAGE);
  return {
    within,
    whole: covarianceFactor(covarianceAboutZero(moments), size, SHRINKAGE),
    // A class without photos is near to nothing.
    means: classMeans(moments).map((mean) => whiten(within, mean)),
  };
}

/**
 * How much each photo looks like one of the classes as the others show them: judged by what is known of the photos outside
 * its fold.
 * @param points as `knownOfPoints` takes them
 * @param folds of each point, from 0; −1: in none, and known to all
 */
export function heldOutLikeness(
  points: readonly Float32Array[],
  labels: ArrayLike<number>,
  classes: number,
  folds: ArrayLike<number>,
): Float32Array {
  const size = points[0]?.length ?? 0;
  const all = momentsOf(points, labels, classes, size);
  const scores = new Float32Array(points.length).fill(Number.NaN);
  const count = largest(Array.from(folds), -1) + 1;
  for (let fold = 0; fold < count; fold++) {
    const held = points.flatMap((_, i) => (folds[i] === fold ? [i] : []));
    const part = momentsOf(
      held.map((i) => points[i] ?? new Float32Array(size)),
      held.map((i) => labels[i]!),
      classes,
      size,
    );
    const spread = spreadOf(without(all, part), size);
    for (const i of held) scores[i] = familiarityAt(spread, points[i] ?? new Float32Array(size));
  }
  return scores;
}

/**
 * How much a picture looks like one of the classes: its squared Mahalanobis distance from all training photos together,
 * less that from the nearest class (relative Mahalanobis distance, Ren et al. 2021, with the sign turned).
 * @param features raw, of the picture itself
 * @returns higher: more like one of the classes
 */
export const familiarityOf = (known: KnownFeatures, features: Float32Array): number =>
  familiarityAt(known, project(features, known.scale));

/** As `familiarityOf`, of features that have been projected. */
export function familiarityAt({ within, whole, means }: Spread, point: Float32Array): number {
  const whitened = whiten(within, point);
  let nearest = Number.POSITIVE_INFINITY;
  for (const mean of means) {
    let distance = 0;
    for (let j = 0; j < mean.length; j++) distance += (whitened[j]! - mean[j]!) ** 2;
    nearest = Math.min(nearest, distance);
  }
  return whiten(whole, point).reduce((sum, value) => sum + value ** 2, 0) - nearest;
}

/** Standardised features, projected on random signs where they are long: distances stay nearly as they were (Achlioptas 2003). */
function project(features: Float32Array, scale: Standardisation): Float32Array {
  const length = features.length;
  const standard = new Float32Array(length + 1);
  standardiseRow(features, scale, standard, 0);
  const signs = randomSigns(length);
  if (!signs) return standard.subarray(0, length);
  const point = new Float32Array(DIMENSIONS);
  for (let i = 0, at = 0; i < DIMENSIONS; i++) {
    let sum = 0;
    for (let j = 0; j < length; j++, at++) sum += signs[at]! * standard[j]!;
    point[i] = sum;
  }
  return point;
}

let drawn: { readonly length: number; readonly signs: Int8Array } | null = null;

/**
 * The signs that features of a length are projected on, the same always: [256, length], row by row.
 * @returns null for those that are short enough as they are
 */
export function randomSigns(length: number): Int8Array | null {
  if (length <= DIMENSIONS) return null;
  if (drawn?.length !== length) {
    const random = seededRandom('known features');
    drawn = {
      length,
      signs: Int8Array.from({ length: length * DIMENSIONS }, () => (random() < 0.5 ? -1 : 1)),
    };
  }
  return drawn.signs;
}
