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
  /** Only pairs with a row from this one on. */
  readonly from?: number;
  readonly pace: Pace;
  /** Told how many rows are done. */
  readonly onStep?: (done: number, total: number) => void;
  /** Multiplications of one product. */
  readonly product?: number;
}

/**
 * Pairs of rows that are near to each other: each row's nearest ones by the cosine of the features, each of which is
 * brought to mean 0 and deviation 1 first, so that what all photos have in common doesn't count. Computed on the
 * backend, a tile of the matrix of all cosines at a time, so that only two tiles' rows lie there: WASM's memory never
 * shrinks again.
 *
 * @param rows features of the same length
 * @returns the most similar first
 * @throws AbortError when stopped
 */
export async function nearestPairs(
  rows: readonly Float32Array[],
  { least, most, from = 0, pace, onStep = () => {}, product: size = PRODUCT }: NearestOptions,
): Promise<readonly NearPair[]> {
  const length = rows[0]?.length ?? 0;
  if (length === 0) return [];
  const values = unitRows(rows, length);
  const nearest = rows.map((): NearPair[] => []);
  const side = Math.max(1, Math.floor(Math.sqrt(size / length)));
  for (let top = 0; top < rows.length; top += side) {
    // Each pair once: nothing left of the diagonal.
    for (let left = top; left < rows.length; left += side) {
      if (left + side <= from) continue;
      const cosines = await tileOf(values, length, [top, left], side);
      const width = Math.min(side, rows.length - left);
      for (let i = 0; i < Math.min(side, rows.length - top); i++)
        for (let j = left === top ? i + 1 : 0; j < width; j++) {
          const similarity = cosines[i * width + j]!;
          if (similarity < least || left + j < from) continue;
          const pair = { first: top + i, second: left + j, similarity };
          keep(nearest[pair.first] ?? [], pair, most);
          keep(nearest[pair.second] ?? [], pair, most);
        }
      await pace.between(() => onStep(top, rows.length));
    }
  }
  onStep(rows.length, rows.length);
  return [...new Set(nearest.flat())].sort((a, b) => b.similarity - a.similarity);
}

/**
 * Products of the rows from `top` on with those from `left` on, at most `side` of each.
 * @returns [rows, columns]
 */
async function tileOf(
  values: Float32Array,
  length: number,
  [top, left]: readonly [number, number],
  side: number,
): Promise<Float32Array> {
  const product = tf.tidy(() => {
    const rowsFrom = (start: number) => {
      const part = values.subarray(start * length, (start + side) * length);
      return tf.tensor2d(part, [part.length / length, length]);
    };
    return tf.matMul(rowsFrom(top), rowsFrom(left), false, true);
  });
  try {
    return (await product.data()) as Float32Array;
  } finally {
    product.dispose();
  }
}

/** The rows standardised and then of length 1, one after another. */
function unitRows(rows: readonly Float32Array[], length: number): Float32Array {
  const { mean, inverseDeviation } = standardisationOf(rows);
  const values = new Float32Array(rows.length * length);
  for (const [i, row] of rows.entries()) {
    let squares = 0;
    for (let j = 0; j < length; j++) {
      const value = (row[j]! - mean[j]!) * inverseDeviation[j]!;
      values[i * length + j] = value;
      squares += value * value;
    }
    const norm = Math.sqrt(squares) || 1;
    for (let j = 0; j < length; j++) values[i * length + j]! /= norm;
  }
  return values;
}

/** Takes a pair into a short list of the most similar ones. */
function keep(list: NearPair[], pair: NearPair, most: number): void {
  const at = list.findIndex(({ similarity }) => similarity < pair.similarity);
  list.splice(at < 0 ? list.length : at, 0, pair);
  if (list.length > most) list.pop();
}
