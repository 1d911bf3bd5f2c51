import { add, getBackend, matMul, type Tensor, type Tensor2D, transpose } from '@tensorflow/tfjs-core';
import { reshape } from '../../backbone/operation.ts';
import { pieceOf } from './heap.ts';

/** [batch, height, width, channels] → [pixels, channels]. */
export function rowsOf(x: Tensor): Tensor2D {
  const channels = x.shape[3] ?? 0;
  return reshape(x, [x.size / channels, channels]) as Tensor2D;
}

/** On the processor, pieces of this many values are worked on while they are in its cache. */
export const PIECE = 2 ** 17;

/** Rows of a product's piece: fewer, and adding up the pieces would take longer than it saves. */
export const pieceRows = (width: number): number => Math.max(1024, PIECE / width);

/** 0…count in pieces of at most `size`, at least 1. */
export function pieces(count: number, size: number): { readonly first: number; readonly end: number }[] {
  const step = Math.max(1, Math.floor(size));
  return Array.from({ length: Math.ceil(count / step) }, (_, i) => ({
    first: i * step,
    end: Math.min(count, (i + 1) * step),
  }));
}

/** aᵀ·b, for matrices of many rows. On WASM piece by piece: long columns are slow to transpose. */
export function transposedProduct(a: Tensor2D, b: Tensor2D): Tensor2D {
  const [rows, columns] = a.shape;
  const all = getBackend() === 'wasm' ? pieces(rows, pieceRows(columns + b.shape[1])) : [];
  if (all.length < 2) return wholeProduct(a, b);
  let sum: Tensor2D | null = null;
  for (const { first, end } of all) {
    const left = pieceOf(a, first * columns, [end - first, columns]) as Tensor2D;
    const right = pieceOf(b, first * b.shape[1], [end - first, b.shape[1]]) as Tensor2D;
    sum = added(sum, wholeProduct(left, right));
    left.dispose();
    right.dispose();
  }
  return sum as Tensor2D;
}

/** The sum of two tensors, which it frees. */
export function added<T extends Tensor>(sum: T | null, part: T): T {
  if (!sum) return part;
  const total = add<T>(sum, part);
  sum.dispose();
  part.dispose();
  return total;
}

/**
 * On WASM only products without transposition take the fast kernel, and it rearranges its right factor, which takes
 * longest: so the narrower one goes there.
 */
function wholeProduct(a: Tensor2D, b: Tensor2D): Tensor2D {
  const turned = a.shape[1] < b.shape[1];
  const left = transpose(turned ? b : a);
  const product: Tensor2D = matMul(left, turned ? a : b);
  left.dispose();
  if (!turned) return product;
  const result = transpose(product);
  product.dispose();
  return result;
}
