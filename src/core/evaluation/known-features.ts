import { seededRandom } from '../random.ts';
import { type Standardisation, standardisationOf, standardiseRow } from '../training/standardise.ts';
import { covarianceFactor, type Triangle, whiten } from './cholesky.ts';

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
  const points = rows.map((row) => project(row, scale));
  const means = Array.from({ length: classes }, (_, c) =>
    meanOf(points.filter((_point, i) => labels[i] === c)),
  );
  const within = covarianceFactor(
    points.map((point, i) => point.map((value, j) => value - (means[labels[i] ?? 0]?.[j] ?? 0))),
    SHRINKAGE,
  );
  return {
    scale,
    within,
    whole: covarianceFactor(points, SHRINKAGE),
    // A class without photos is near to nothing.
    means: means.filter((mean) => mean.length > 0).map((mean) => whiten(within, mean)),
  };
}

/**
 * How much a picture looks like one of the classes: its squared Mahalanobis distance from all training photos together,
 * less that from the nearest class (relative Mahalanobis distance, Ren et al. 2021, with the sign turned).
 * @param features raw, of the picture itself
 * @returns higher: more like one of the classes
 */
export function likeness({ scale, within, whole, means }: KnownFeatures, features: Float32Array): number {
  const point = project(features, scale);
  const whitened = whiten(within, point);
  let nearest = Number.POSITIVE_INFINITY;
  for (const mean of means) {
    let distance = 0;
    for (let j = 0; j < mean.length; j++) distance += ((whitened[j] ?? 0) - (mean[j] ?? 0)) ** 2;
    nearest = Math.min(nearest, distance);
  }
  return whiten(whole, point).reduce((sum, value) => sum + value ** 2, 0) - nearest;
}

function meanOf(points: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(points[0]?.length ?? 0);
  for (const point of points)
    for (let j = 0; j < mean.length; j++) mean[j] = (mean[j] ?? 0) + (point[j] ?? 0) / points.length;
  return mean;
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
    for (let j = 0; j < length; j++, at++) sum += (signs[at] ?? 0) * (standard[j] ?? 0);
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
