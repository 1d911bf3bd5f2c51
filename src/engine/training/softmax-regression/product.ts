import { matMul, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { Pace } from '../pace.ts';

/** Multiply-adds after which Stop is heard: some 10 ms on one core. */
export const AT_ONCE = 1e8;

/**
 * left · right, by rows of the left.
 * @param left [rows, inner]
 * @param right [inner, columns]: its packed form is kept by the WASM backend for as long as the tensor lives, so what is
 * multiplied often stands on the right
 */
export async function product(left: Float32Array, right: Tensor2D, pace: Pace): Promise<Float32Array> {
  const [inner, columns] = right.shape;
  const rows = left.length / inner;
  const step = Math.max(8, Math.floor(AT_ONCE / (inner * columns)));
  const result = step < rows ? new Float32Array(rows * columns) : EMPTY;
  for (let from = 0; from < rows; from += step) {
    const to = Math.min(rows, from + step);
    const part = tensor2d(left.subarray(from * inner, to * inner), [to - from, inner]);
    const values = await taken(matMul(part, right), part);
    await pace.between();
    if (values.length === rows * columns) return values;
    result.set(values, from * columns);
  }
  return result;
}

const EMPTY = new Float32Array();

/** A tensor's values; it is given back, and others with it. */
export async function taken(tensor: Tensor2D, ...others: readonly Tensor2D[]): Promise<Float32Array> {
  try {
    return (await tensor.data()) as Float32Array;
  } finally {
    tensor.dispose();
    for (const other of others) other.dispose();
  }
}

/** Rows and columns that are turned together: what is read and written then stays in the processor's cache. */
const TILE = 32;

/** @param values [rows, columns] */
export function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let top = 0; top < rows; top += TILE)
    for (let left = 0; left < columns; left += TILE) {
      const bottom = Math.min(rows, top + TILE);
      const right = Math.min(columns, left + TILE);
      for (let j = left; j < right; j++)
        for (let i = top, at = top * columns + j; i < bottom; i++, at += columns)
          result[j * rows + i] = values[at]!;
    }
  return result;
}

/** Columns from…to − 1 of a matrix, [width, to − from]. */
export function partOf(values: Float32Array, columns: number, from: number, to: number): Float32Array {
  const width = values.length / columns;
  const part = new Float32Array(width * (to - from));
  for (let w = 0; w < width; w++)
    part.set(values.subarray(w * columns + from, w * columns + to), w * (to - from));
  return part;
}
