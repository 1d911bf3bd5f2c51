import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { Pace } from '../pace.ts';
import { type Reading, readRows } from './feature-source.ts';
import type { Geometry } from './geometry.ts';
import { partOf, product, transposed } from './product.ts';

/** Values of standardised rows at a time: 8 MB, which take some 20 ms to read. */
const VALUES_AT_ONCE = 2 ** 21;

/** X · Xᵀ of standardised rows, [rows, rows]. Of depths side by side it is the mean of the depths'. */
export async function gramMatrix(
  reading: Reading,
  pace: Pace,
  atOnce = VALUES_AT_ONCE,
): Promise<Float32Array> {
  const rows = reading.source.count;
  const columns = reading.scale.mean.length;
  const all = new Float32Array(rows * rows);
  const step = Math.max(1, Math.floor(atOnce / columns));
  for (let from = 0; from < rows; from += step) {
    const to = Math.min(rows, from + step);
    const right = tensor2d(transposed(readRows(reading, from, to), to - from, columns), [columns, to - from]);
    try {
      // Below the diagonal it is the same once more.
      for (let top = 0; top < to; top += step) {
        const bottom = Math.min(to, top + step);
        await pace.between();
        const part = await product(readRows(reading, top, bottom), right, pace);
        for (let i = top; i < bottom; i++) {
          const line = part.subarray((i - top) * (to - from), (i - top + 1) * (to - from));
          all.set(line, i * rows + from);
          if (top !== from) for (let j = from; j < to; j++) all[j * rows + i] = line[j - from]!;
        }
      }
    } finally {
      right.dispose();
    }
  }
  return all;
}

/**
 * Weights as combinations of the rows, W = Xᵀ · A: with fewer rows than columns it is the smaller space, and the best
 * weights lie in it (the representer theorem; Kimeldorf & Wahba 1971). A vector's dual is its logits, so that an
 * iteration takes one product.
 * @param gram X · Xᵀ, [rows, rows]
 * @param learned rows that have a weight in some problem; the others' errors are 0 and not multiplied: where of each of
 * thousands of classes one photo is learned and one held out, that is half the work. Null: all
 */
export function kernelGeometry(
  gram: Float32Array,
  rows: number,
  pace: Pace,
  learned: readonly number[] | null = null,
): Geometry {
  const tensor: Tensor2D = learned
    ? tensor2d(rowsOf(gram, rows, learned), [learned.length, rows])
    : tensor2d(gram, [rows, rows]);
  return {
    rows,
    size: rows,
    plain: false,
    gradient: async (errors) => ({
      coordinates: errors,
      dual: await product(learned ? valuesAt(errors, rows, learned) : errors, tensor, pace),
    }),
    image: async (dual) => dual,
    dispose: () => tensor.dispose(),
  };
}

/** Some rows of a matrix, [which.length, columns]. */
function rowsOf(values: Float32Array, columns: number, which: readonly number[]): Float32Array {
  const part = new Float32Array(which.length * columns);
  which.forEach((row, i) => {
    part.set(values.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  return part;
}

/** Some columns of a matrix, [rows, which.length]. */
function valuesAt(values: Float32Array, columns: number, which: readonly number[]): Float32Array {
  const part = new Float32Array((values.length / columns) * which.length);
  for (let from = 0, at = 0; from < values.length; from += columns)
    for (const column of which) part[at++] = values[from + column]!;
  return part;
}

/** Weights of the standardised columns, Aᵀ · X, [width, columns], of combinations of the rows, [width, rows]. */
export async function combineRows(
  coordinates: Float32Array,
  width: number,
  reading: Reading,
  pace: Pace,
): Promise<Float32Array> {
  const rows = reading.source.count;
  const columns = reading.scale.mean.length;
  const all = new Float32Array(width * columns);
  const step = Math.max(1, Math.floor(VALUES_AT_ONCE / columns));
  for (let from = 0; from < rows; from += step) {
    const to = Math.min(rows, from + step);
    const right = tensor2d(readRows(reading, from, to), [to - from, columns]);
    try {
      await pace.between();
      const part = await product(partOf(coordinates, rows, from, to), right, pace);
      for (let i = 0; i < all.length; i++) all[i]! += part[i]!;
    } finally {
      right.dispose();
    }
  }
  return all;
}
