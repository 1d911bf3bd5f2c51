import { tensor2d } from '@tensorflow/tfjs-core';
import { addTo, dot, leadingRows, orthonormalise } from '../../../core/linear-algebra/rows.ts';
import { symmetricEigen } from '../../../core/linear-algebra/symmetric-eigen.ts';
import { seededRandom } from '../../../core/random.ts';
import type { Pace } from '../pace.ts';
import { product } from './product.ts';

/**
 * Directions that are damped, or half of those there are. On seven unlike sets of photos 16 and 24 are as good, within what
 * chance makes of it; whitening them whole loses up to 20 points on small ones.
 */
const DIRECTIONS = 32;
/** More than are asked for, so that the last ones are found as well as the first. */
const OVERSAMPLING = 8;
const ITERATIONS = 10;
/** Share of the largest variance below which there is no direction, but rounding. */
const NOTHING = 1e-4;

/**
 * The principal directions of rows, and how much of their variance is kept: an L2 penalty lets weights grow where rows
 * vary most, which is often light, background or distance rather than what classes differ in.
 */
export interface Damping {
  readonly count: number;
  /** Of the Gram matrix, orthonormal: count · rows. */
  readonly vectors: Float64Array;
  /** Of the Gram matrix, from the largest. */
  readonly values: Float64Array;
  /** Of each direction's variance, 0…1. */
  readonly kept: Float64Array;
  /** By which all variance is multiplied: a row's squared length stays the same in the mean. */
  readonly scale: number;
}

/**
 * Damps the leading directions: a direction's variance becomes the geometric mean of its own and that of the first one
 * that is left as it is. This is half of whitening them (Kessy, Lewin & Strimmer 2018), where "all but the top" (Mu &
 * Viswanath 2018) would take them out. The directions are found by randomised subspace iteration (Halko, Martinsson &
 * Tropp 2011, algorithms 4.4 and 5.3).
 * @param gram X · Xᵀ of centred rows, [rows, rows]
 * @throws AbortError when stopped
 */
export async function dampingOf(gram: Float32Array, rows: number, pace: Pace): Promise<Damping> {
  const width = Math.min(rows, DIRECTIONS + OVERSAMPLING);
  const { values, vectors } = await leadingEigen(gram, rows, width, pace);
  const there = values.filter((value) => value > NOTHING * values[0]!).length;
  const count = Math.min(DIRECTIONS, Math.floor(there / 2));
  const level = values[count]!;
  const kept = Float64Array.from({ length: count }, (_, i) => Math.sqrt(level / values[i]!));
  let trace = 0;
  for (let i = 0; i < rows; i++) trace += gram[i * rows + i]!;
  const lost = kept.reduce((sum, share, i) => sum + (1 - share) * values[i]!, 0);
  return {
    count,
    vectors: vectors.subarray(0, count * rows),
    values: values.subarray(0, count),
    kept,
    scale: trace > lost ? trace / (trace - lost) : 1,
  };
}

async function leadingEigen(gram: Float32Array, rows: number, width: number, pace: Pace) {
  const random = seededRandom('directions');
  const tensor = tensor2d(gram, [rows, rows]);
  try {
    let basis = Float64Array.from({ length: width * rows }, () => random() - 0.5);
    orthonormalise(basis, width, rows);
    let image = basis;
    for (let i = 0; i < ITERATIONS; i++) {
      if (i > 0) {
        basis = image;
        orthonormalise(basis, width, rows);
      }
      image = Float64Array.from(await product(Float32Array.from(basis), tensor, pace));
    }
    const inside = new Float64Array(width * width);
    for (let i = 0; i < width; i++)
      for (let j = 0; j <= i; j++) {
        // Rounding leaves it not quite symmetric.
        const value =
          (dot(basis, i * rows, image, j * rows, rows) + dot(basis, j * rows, image, i * rows, rows)) / 2;
        inside[i * width + j] = value;
        inside[j * width + i] = value;
      }
    const { values, vectors } = symmetricEigen(inside, width);
    return { values, vectors: leadingRows(vectors, width, width, basis, rows) };
  } finally {
    tensor.dispose();
  }
}

/** The Gram matrix of damped rows. */
export async function dampGram(
  gram: Float32Array,
  rows: number,
  { count, vectors, values, kept, scale }: Damping,
  pace: Pace,
): Promise<Float32Array> {
  const damped = gram.map((value) => scale * value);
  for (let k = 0; k < count; k++) {
    const factor = scale * (1 - kept[k]!) * values[k]!;
    for (let i = 0; i < rows; i++) {
      const by = factor * vectors[k * rows + i]!;
      for (let j = 0; j < rows; j++) damped[i * rows + j]! -= by * vectors[k * rows + j]!;
    }
    await pace.between();
  }
  return damped;
}

/**
 * Combinations of damped rows as combinations of the rows as they are: what gives the same weights' logits on these.
 * @param coordinates [width, rows]
 */
export function undampCombinations(coordinates: Float32Array, rows: number, damping: Damping): Float32Array {
  const { count, vectors, kept, scale } = damping;
  const all = Float64Array.from(coordinates, (value) => scale * value);
  for (let start = 0; start < all.length; start += rows)
    for (let k = 0; k < count; k++) {
      const along = dot(all, start, vectors, k * rows, rows);
      addTo(all, start, vectors, k * rows, -(1 - kept[k]!) * along, rows);
    }
  return Float32Array.from(all);
}
