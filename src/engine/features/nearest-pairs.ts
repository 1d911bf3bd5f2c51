import * as tf from '@tensorflow/tfjs-core';
import { standardisationOf } from '../../core/training/standardise.ts';
import type { Pace } from '../training/pace.ts';

/** Two rows, the first before the second, and the cosine of their standardised features, −1…1. */
export interface NearPair {
  readonly first: number;
  readonly second: number;
  readonly similarity: number;
}

/** Some tens of milliseconds on a processor, so that Stop is heard. */
const PRODUCT = 2e8;

export interface NearestOptions {
  /** Lowest similarity of a pair. */
  readonly least: number;
  /** Pairs that a row is in by its own nearness; those of the others come on top. */
  readonly most: number;
  readonly pace: Pace;
  /** Told how many rows are done. */
  readonly onStep?: (done: number, total: number) => void;
  /** Multiplications of one product. */
  readonly product?: number;
}

/**
 * Pairs of rows that are near to each other: each row's nearest ones by the cosine of the features, each of which is
 * brought to mean 0 and deviation 1 first, so that what all photos have in common doesn't count. Computed on the
 * backend, a strip of the matrix of all cosines at a time; memory does not grow with its square.
 *
 * @param rows features of the same length
 * @returns the most similar first
 * @throws AbortError when stopped
 */
export async function nearestPairs(
  rows: readonly Float32Array[],
  { least, most, pace, onStep = () => {}, product: size = PRODUCT }: NearestOptions,
): Promise<readonly NearPair[]> {
  const [first] = rows;
  if (first === undefined) return [];
  const length = first.length;
  const matrix = tf.tensor2d(unitRows(rows, length), [rows.length, length]);
  const nearest = rows.map((): NearPair[] => []);
  try {
    const height = Math.max(1, Math.floor(size / (rows.length * length)));
    for (let top = 0; top < rows.length; top += height) {
      const count = Math.min(height, rows.length - top);
      const width = rows.length - top;
      // Each pair once: nothing left of the diagonal. The strip is the second factor, which WASM packs anew each time.
      const product = tf.tidy(() => {
        const strip = tf.slice(matrix, [top, 0], [count, length]);
        return tf.matMul(tf.slice(matrix, [top, 0], [width, length]), strip, false, true);
      });
      try {
        const cosines = await product.data();
        for (let i = 0; i < count; i++)
          for (let j = i + 1; j < width; j++) {
            const similarity = cosines[j * count + i] ?? 0;
            if (similarity < least) continue;
            const pair = { first: top + i, second: top + j, similarity };
            keep(nearest[pair.first] ?? [], pair, most);
            keep(nearest[pair.second] ?? [], pair, most);
          }
      } finally {
        product.dispose();
      }
      await pace.between(() => onStep(top + count, rows.length));
    }
  } finally {
    matrix.dispose();
  }
  return [...new Set(nearest.flat())].sort((a, b) => b.similarity - a.similarity);
}

/** The rows standardised and then of length 1, one after another. */
function unitRows(rows: readonly Float32Array[], length: number): Float32Array {
  const { mean, inverseDeviation } = standardisationOf(rows);
  const values = new Float32Array(rows.length * length);
  for (const [i, row] of rows.entries()) {
    let squares = 0;
    for (let j = 0; j < length; j++) {
      const value = ((row[j] ?? 0) - (mean[j] ?? 0)) * (inverseDeviation[j] ?? 0);
      values[i * length + j] = value;
      squares += value * value;
    }
    const norm = Math.sqrt(squares) || 1;
    for (let j = 0; j < length; j++) values[i * length + j] = (values[i * length + j] ?? 0) / norm;
  }
  return values;
}

/** Takes a pair into a short list of the most similar ones. */
function keep(list: NearPair[], pair: NearPair, most: number): void {
  const at = list.findIndex(({ similarity }) => similarity < pair.similarity);
  list.splice(at < 0 ? list.length : at, 0, pair);
  if (list.length > most) list.pop();
}
