import { type backend_util, concat, matMul, mul, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { globalAverage, kernel, reshape } from '../../backbone/operation.ts';
import { pieceOf } from './heap.ts';
import { added, PIECE, pieceRows, pieces, rowsOf, transposedProduct } from './products.ts';
import { type Rows, windowsOf } from './window.ts';

type Info = backend_util.Conv2DInfo;

/** The gradient of a convolution's kernel: for each tap the product of what it saw, transposed, and the output's gradient. */
export function filterGradient(x: Tensor, dy: Tensor, info: Info): Tensor {
  const { filterHeight, filterWidth, inChannels, outChannels, outWidth, filterShape } = info;
  const count = filterHeight * filterWidth;
  let sum: Tensor | null = null;
  for (const rows of pieces(rowCount(info), pieceRows(inChannels + outChannels) / outWidth)) {
    const errors = errorsOf(dy, rows, info);
    const taps = Array.from({ length: count }, (_, tap) => tapProduct(x, errors, info, tap, rows));
    const part = count === 1 ? (taps[0] as Tensor) : concat(taps, 0);
    errors.dispose();
    if (count > 1) for (const tap of taps) tap.dispose();
    sum = added(sum, part);
  }
  const result = reshape(sum as Tensor, filterShape);
  sum?.dispose();
  return result;
}

/** [channels, outChannels]. */
function tapProduct(x: Tensor, errors: Tensor, info: Info, tap: number, rows: Rows): Tensor {
  const seen = windowsOf(x, info, { first: tap, end: tap + 1 }, rows);
  const pixels = rowsOf(seen);
  const right = rowsOf(errors);
  let product: Tensor;
  if (info.filterHeight * info.filterWidth === 1) product = transposedProduct(pixels, right);
  else {
    // All taps share the right factor, which WASM rearranges once for all of them.
    const transposed = transpose(pixels);
    product = matMul(transposed, right);
    transposed.dispose();
  }
  for (const tensor of [seen, pixels, right]) tensor.dispose();
  return product;
}

/** The gradient of a depthwise kernel: for each tap the sum over all pixels of what it saw times the output's gradient. */
export function depthwiseFilterGradient(x: Tensor, dy: Tensor, info: Info): Tensor {
  const { filterHeight, filterWidth, inChannels, outWidth, filterShape } = info;
  const taps = { first: 0, end: filterHeight * filterWidth };
  let sum: Tensor | null = null;
  for (const rows of pieces(rowCount(info), PIECE / (taps.end * outWidth * inChannels))) {
    const errors = errorsOf(dy, rows, info);
    const seen = windowsOf(x, info, taps, rows);
    const products = kernel('Multiply', { a: seen, b: errors });
    const mean = globalAverage(products);
    const total = mul(mean, (rows.end - rows.first) * outWidth);
    for (const tensor of [errors, seen, products, mean]) tensor.dispose();
    sum = added(sum, total);
  }
  const result = reshape(sum as Tensor, filterShape);
  sum?.dispose();
  return result;
}

const rowCount = ({ batchSize, outHeight }: Info): number => batchSize * outHeight;

/** Rows of the output's gradient, [1, rows, outWidth, outChannels]. */
function errorsOf(dy: Tensor, { first, end }: Rows, info: Info): Tensor {
  const { outWidth, outChannels } = info;
  return pieceOf(dy, first * outWidth * outChannels, [1, end - first, outWidth, outChannels]);
}
