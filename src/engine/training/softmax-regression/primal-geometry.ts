import { matMul, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { Pace } from '../pace.ts';
import { type Reading, readRows } from './feature-source.ts';
import type { Geometry } from './geometry.ts';
import { AT_ONCE, partOf, product, taken, transposed } from './product.ts';

/** Standardised values that are held at a time. */
interface Room {
  /** In one tensor. */
  readonly chunk: number;
  /** In all, up to which they stay in tensors; of more none does. */
  readonly resident: number;
}

/**
 * Chunks of 4 MB, which take some 5 ms to read: Stop is heard between. With thousands of classes up to 16 MB: a chunk's
 * part of the gradient is as large as all weights, and to add these up would take longer than all else.
 */
export const roomFor = (classes: number, columns: number): Room => ({
  chunk: Math.min(2 ** 22, Math.max(2 ** 20, 2 * classes * columns)),
  resident: 2 ** 22,
});

/** Standardised rows from…to − 1, [to − from, columns]. */
interface Chunk {
  readonly from: number;
  readonly to: number;
  rows(): Tensor2D;
  /** After each use. */
  release(tensor: Tensor2D): void;
}

/**
 * Weights themselves as coordinates. An iteration goes twice through the rows: errors to the gradient, direction to
 * logits. Rows that don't all fit are read and standardised anew each time.
 * @throws AbortError when stopped
 */
export async function primalGeometry(reading: Reading, pace: Pace, room: Room): Promise<Geometry> {
  const rows = reading.source.count;
  const columns = reading.scale.mean.length;
  const { chunks, dispose } = await chunksOf(reading, pace, room);
  return {
    rows,
    size: columns,
    plain: true,
    gradient: async (errors) => {
      const sum = new Float32Array((errors.length / rows) * columns);
      for (const { from, to, rows: read, release } of chunks) {
        const own = partOf(errors, rows, from, to);
        // Photos that are only judged come last.
        if (own.every((error) => error === 0)) continue;
        const right = read();
        try {
          const part = await product(own, right, pace);
          for (let i = 0; i < sum.length; i++) sum[i]! += part[i]!;
        } finally {
          release(right);
        }
      }
      return { coordinates: sum, dual: sum };
    },
    image: async (coordinates) => {
      const all = new Float32Array((coordinates.length / columns) * rows);
      const rights = turned(coordinates, columns, Math.min(rows, Math.floor(room.chunk / columns)));
      try {
        for (const chunk of chunks) await imageOf(chunk, rights, rows, all, pace);
      } finally {
        for (const right of rights) right.dispose();
      }
      return all;
    },
    dispose,
  };
}

/**
 * Weights, [width, columns], as tensors to multiply rows with, [columns, some of the width] each: turned once for all
 * chunks, since for thousands of classes that takes as long as a chunk's product.
 * @param rows that are multiplied at a time
 */
function turned(weights: Float32Array, columns: number, rows: number): readonly Tensor2D[] {
  const width = weights.length / columns;
  const step = Math.max(8, Math.floor(AT_ONCE / (Math.max(1, rows) * columns)));
  const tensors: Tensor2D[] = [];
  for (let from = 0; from < width; from += step) {
    const count = Math.min(step, width - from);
    const part = weights.subarray(from * columns, (from + count) * columns);
    tensors.push(tensor2d(transposed(part, count, columns), [columns, count]));
  }
  return tensors;
}

/** Writes a chunk's logits to where they belong, [width, rows]. */
async function imageOf(
  chunk: Chunk,
  rights: readonly Tensor2D[],
  rows: number,
  all: Float32Array,
  pace: Pace,
): Promise<void> {
  const left = chunk.rows();
  let start = chunk.from;
  try {
    for (const right of rights) {
      const values = await taken(matMul(left, right));
      const count = right.shape[1];
      for (let c = 0; c < count; c++, start += rows)
        for (let i = start, at = c; at < values.length; i++, at += count) all[i] = values[at]!;
      await pace.between();
    }
  } finally {
    chunk.release(left);
  }
}

/** Where all fit they stay in tensors; else they are read anew for each use. */
async function chunksOf(
  reading: Reading,
  pace: Pace,
  { chunk, resident }: Room,
): Promise<{ readonly chunks: readonly Chunk[]; readonly dispose: () => void }> {
  const rows = reading.source.count;
  const width = reading.scale.mean.length;
  const step = Math.max(1, Math.floor(chunk / width));
  const kept: Tensor2D[] = [];
  const dispose = () => {
    for (const tensor of kept) tensor.dispose();
  };
  // A streamed chunk has been used before the next one is read.
  const streamed = rows * width > resident;
  const room = streamed ? new Float32Array(step * width) : undefined;
  const chunks: Chunk[] = [];
  try {
    for (let from = 0; from < rows; from += step) {
      const to = Math.min(rows, from + step);
      const read = (into?: Float32Array<ArrayBuffer>) =>
        tensor2d(readRows(reading, from, to, into), [to - from, width]);
      if (streamed) chunks.push({ from, to, rows: () => read(room), release: (tensor) => tensor.dispose() });
      else {
        const tensor = read();
        kept.push(tensor);
        chunks.push({ from, to, rows: () => tensor, release: () => {} });
        await pace.between();
      }
    }
  } catch (cause) {
    dispose();
    throw cause;
  }
  return { chunks, dispose };
}
