import { addTo, dot, leadingRows, orthonormalise } from '../../linear-algebra/rows.ts';
import { symmetricEigen } from '../../linear-algebra/symmetric-eigen.ts';
import type { Random } from '../../random.ts';

export interface PrincipalComponents {
  /** As many as asked for, or as there are features or rows. */
  readonly count: number;
  /** Mean of each feature. */
  readonly mean: Float64Array;
  /** Row i is the unit direction of component i: count · features. */
  readonly directions: Float64Array;
  /** Variance along each direction, from the largest, with n − 1 in the denominator. */
  readonly variances: Float64Array;
  /** Of all features together: the variances' share of it is what the components explain. */
  readonly totalVariance: number;
  /** Row i is what became of row i: rows · count. */
  readonly scores: Float64Array;
}

interface PcaOptions {
  /** How many components at the most. */
  readonly count: number;
  /** Draws the subspace that the iteration begins with. */
  readonly random: Random;
  /** Products with the covariance before the components are read off. Three are plenty for a picture. */
  readonly iterations?: number;
  /** Awaited between rows: where to rest, and to stop by throwing. */
  readonly pause?: () => Promise<void>;
}

/** More directions than are asked for, so that the last ones asked for are found as well as the first. */
const OVERSAMPLING = 10;

/**
 * The directions along which rows differ most, by randomised subspace iteration: a random subspace is multiplied by the
 * covariance a few times, which turns it towards the leading eigenvectors, and the components are read off inside it
 * (Rayleigh–Ritz). The covariance itself is never made: O(iterations · rows · features · count).
 * Source: Halko, Martinsson & Tropp, "Finding Structure with Randomness" (2011), algorithms 4.4 and 5.3.
 * @param rows of the same length, one at least
 */
export async function principalComponents(
  rows: readonly Float32Array[],
  { count, random, iterations = 3, pause = async () => {} }: PcaOptions,
): Promise<PrincipalComponents> {
  const features = rows[0]?.length ?? 0;
  const width = Math.min(count + OVERSAMPLING, features, rows.length);
  const kept = Math.min(count, width);
  const mean = meanOf(rows, features);
  const degrees = Math.max(1, rows.length - 1);

  let basis: Float64Array = Float64Array.from({ length: width * features }, () => random() - 0.5);
  orthonormalise(basis, width, features);
  for (let i = 0; i < iterations; i++) {
    basis = (await scatter(rows, mean, basis, width, pause)).product;
    orthonormalise(basis, width, features);
  }
  const { product, projected, total } = await scatter(rows, mean, basis, width, pause);
  const inside = new Float64Array(width * width);
  for (let i = 0; i < width; i++)
    for (let j = 0; j < width; j++)
      inside[i * width + j] = dot(basis, i * features, product, j * features, features) / degrees;
  const { values, vectors } = symmetricEigen(inside, width);
  return {
    count: kept,
    mean,
    directions: leadingRows(vectors, kept, width, basis, features),
    variances: values.slice(0, kept),
    totalVariance: total / degrees,
    scores: rotated(projected, rows.length, width, vectors, kept),
  };
}

function meanOf(rows: readonly Float32Array[], features: number): Float64Array {
  const mean = new Float64Array(features);
  for (const row of rows) for (let j = 0; j < features; j++) mean[j]! += row[j]!;
  return mean.map((sum) => sum / rows.length);
}

/**
 * The centred rows X and a basis B with a direction in each row: X·Bᵀ (rows · width), and (XᵀX·Bᵀ)ᵀ (width · features).
 * `total` is the sum of X's squares.
 */
async function scatter(
  rows: readonly Float32Array[],
  mean: Float64Array,
  basis: Float64Array,
  width: number,
  pause: () => Promise<void>,
): Promise<{ readonly product: Float64Array; readonly projected: Float64Array; readonly total: number }> {
  const features = mean.length;
  const product = new Float64Array(width * features);
  const projected = new Float64Array(rows.length * width);
  const centred = new Float64Array(features);
  let total = 0;
  for (const [i, row] of rows.entries()) {
    for (let j = 0; j < features; j++) centred[j] = row[j]! - mean[j]!;
    total += dot(centred, 0, centred, 0, features);
    for (let b = 0; b < width; b++) {
      const along = dot(centred, 0, basis, b * features, features);
      projected[i * width + b] = along;
      addTo(product, b * features, centred, 0, along, features);
    }
    await pause();
  }
  return { product, projected, total };
}

/** Rows in the basis turned into rows in the components. */
function rotated(
  projected: Float64Array,
  rows: number,
  width: number,
  vectors: Float64Array,
  kept: number,
): Float64Array {
  const scores = new Float64Array(rows * kept);
  for (let i = 0; i < rows; i++)
    for (let c = 0; c < kept; c++)
      scores[i * kept + c] = dot(projected, i * width, vectors, c * width, width);
  return scores;
}
