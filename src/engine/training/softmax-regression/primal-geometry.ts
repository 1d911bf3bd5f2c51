import { matMul, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { Pace } from '../pace.ts';
import { type Reading, readRows } from './feature-source.ts';
import type { Geometry } from './geometry.ts';
import { AT_ONCE, partOf, taken, transposed } from './product.ts';

/** Standardised values that are held at a time. */
interface Room {
  /** In one tensor. */
  readonly chunk: number;
  /** In all, up to which they stay in tensors, in two layouts. */
  readonly resident: number;
}

/** 8 MB, which take some 20 ms to read: Stop is heard between. 128 MB in both layouts. */
const usualRoom: Room = { chunk: 2 ** 21, resident: 2 ** 24 };

interface Chunk {
  readonly from: number;
  readonly to: number;
  /** X of these rows, [to − from, columns], and its transpose. Both stand on the left of products. */
  rows(): Tensor2D;
  columns(): Tensor2D;
  /** After each use. */
  release(tensor: Tensor2D): void;
}

/**
 * Weights themselves as coordinates. An iteration goes twice through the rows: errors to the gradient, direction to
 * logits. Rows that don't fit are read and standardised anew each time.
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
      const width = errors.length / rows;
      const sum = new Float32Array(columns * width);
      for (const chunk of chunks) {
        const part = partOf(errors, rows, chunk.from, chunk.to);
        await withTensor(chunk, chunk.columns(), part, pace, (w, values, count) => {
          for (let j = 0; j < columns; j++)
            for (let c = 0; c < count; c++) {
              const at = (w + c) * columns + j;
              sum[at] = (sum[at] ?? 0) + (values[j * count + c] ?? 0);
            }
        });
      }
      return { coordinates: sum, dual: sum };
    },
    image: async (coordinates) => {
      const all = new Float32Array((coordinates.length / columns) * rows);
      for (const chunk of chunks)
        await withTensor(chunk, chunk.rows(), coordinates, pace, (w, values, count) => {
          for (let c = 0; c < count; c++)
            for (let i = chunk.from, at = c; i < chunk.to; i++, at += count)
              all[(w + c) * rows + i] = values[at] ?? 0;
        });
      return all;
    },
    dispose,
  };
}

/** left · rightᵀ, some of the right's rows at a time. */
async function withTensor(
  chunk: Chunk,
  left: Tensor2D,
  right: Float32Array,
  pace: Pace,
  take: (from: number, values: Float32Array, count: number) => void,
): Promise<void> {
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

async function chunksOf(
  reading: Reading,
  pace: Pace,
  { chunk, resident: most }: Room,
): Promise<{ readonly chunks: readonly Chunk[]; readonly dispose: () => void }> {
  const rows = reading.source.count;
  const width = reading.scale.mean.length;
  const step = Math.max(1, Math.floor(chunk / width));
  const resident = rows * width <= most;
  const kept: Tensor2D[] = [];
  const dispose = () => {
    for (const tensor of kept) tensor.dispose();
  };
  // A chunk's tensor has been used before the next one is read.
  const [readRoom, turnRoom] = resident
    ? []
    : [new Float32Array(step * width), new Float32Array(step * width)];
  const chunks: Chunk[] = [];
  try {
    for (let from = 0; from < rows; from += step) {
      const to = Math.min(rows, from + step);
      const values = () => readRows(reading, from, to, readRoom);
      const plain = () => tensor2d(values(), [to - from, width]);
      const turned = () => tensor2d(transposed(values(), to - from, width, turnRoom), [width, to - from]);
      if (resident) {
        const [byRows, byColumns] = [plain(), turned()];
        kept.push(byRows, byColumns);
        chunks.push({ from, to, rows: () => byRows, columns: () => byColumns, release: () => {} });
        await pace.between();
      } else chunks.push({ from, to, rows: plain, columns: turned, release: (tensor) => tensor.dispose() });
    }
  } catch (cause) {
    dispose();
    throw cause;
  }
  return { chunks, dispose };
}
