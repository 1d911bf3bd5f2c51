import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend, engine, type Tensor } from '@tensorflow/tfjs-core';

/** Where a tensor lies in the WASM backend's memory, in floats. The view holds until the next allocation. */
export interface Place {
  readonly heap: Float32Array;
  readonly start: number;
}

export function placeOf(tensor: Tensor): Place {
  const values = wasm().typedArrayFromHeap(tensor);
  return { heap: new Float32Array(values.buffer), start: values.byteOffset / Float32Array.BYTES_PER_ELEMENT };
}

/** A tensor whose values are what was in memory before. */
export function allocate(shape: readonly number[]): Tensor {
  return engine().makeTensorFromTensorInfo(wasm().makeOutput([...shape], 'float32'));
}

/** Successive values of a tensor as one of their own. tfjs's slice reads the whole tensor each time. */
export function pieceOf(x: Tensor, offset: number, shape: readonly number[]): Tensor {
  const piece = allocate(shape);
  const from = placeOf(x).start + offset;
  const { heap, start } = placeOf(piece);
  copy(heap, from, start, piece.size);
  return piece;
}

/** Below this many values a loop is faster than a call of copyWithin. */
const SHORT = 12;

/** Copies `length` values inside the memory. `copyWithin` needs no view of the piece, as `set` would. */
export function copy(heap: Float32Array, from: number, to: number, length: number): void {
  if (length > SHORT) heap.copyWithin(to, from, from + length);
  else for (let i = 0; i < length; i++) heap[to + i] = heap[from + i] ?? 0;
}

const wasm = () => backend() as BackendWasm;
