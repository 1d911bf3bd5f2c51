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

/** 4 MB, which take some 5 ms to read: Stop is heard between. 32 MB with what the backend packs of them. */
const usualRoom: Room = { chunk: 2 ** 20, resident: 2 ** 22 };

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
export async function primalGeometry(
  reading: Reading,
  pace: Pace,
  room: Room = usualRoom,
): Promise<Geometry> {
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
        const right = read();
        try {
          const part = await product(partOf(errors, rows, from, to), right, pace);
          for (let i = 0; i < sum.length; i++) sum[i]! += part[i]!;
        } finally {
          release(right);
        }
      }
      return { coordinates: sum, dual: sum };
    },
    image: async (coordinates) => {
      const all = new Float32Array((coordinates.length / columns) * rows);
      for (const chunk of chunks)
        await timesTransposed(chunk, coordinates, pace, (w, values, count) => {
          for (let c = 0; c < count; c++)
            for (let i = chunk.from, at = c; i < chunk.to; i++, at += count)
              all[(w + c) * rows + i] = values[at]!;
        });
      return all;
    },
    dispose,
  };
}

/** A chunk's rows · rightᵀ, some of the right's rows at a time. */
async function timesTransposed(
  chunk: Chunk,
  right: Float32Array,
  pace: Pace,
  take: (from: number, values: Float32Array, count: number) => void,
): Promise<void> {
  const left = chunk.rows();
  try {
    const [rows, inner] = left.shape;
    const width = right.length / inner;
    const step = Math.max(8, Math.floor(AT_ONCE / (rows * inner)));
    for (let from = 0; from < width; from += step) {
      const to = Math.min(width, from + step);
      const part = tensor2d(transposed(right.subarray(from * inner, to * inner), to - from, inner), [
        inner,
        to - from,
      ]);
      take(from, await taken(matMul(left, part), part), to - from);
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
