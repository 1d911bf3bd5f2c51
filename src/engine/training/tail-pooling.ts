import { ones, type Tensor, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import type { Step } from '../../core/backbone/program.ts';
import { kernel, reshape } from '../backbone/operation.ts';
import { product, times } from './tail-elementwise.ts';

type AveragePool = Extract<Step, { op: 'maxPool' | 'averagePool' }>;

/** The gradient of the average over the picture: [batch, channels] spread over `shape`, divided by height · width. */
export function spread(gradient: Tensor, shape: readonly number[]): Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = shape;
  const share = times(gradient, 1 / (height * width));
  const pixel = reshape(share, [batch, 1, 1, channels]);
  // A product with ones: on WASM, Tile takes many times as long.
  const everywhere = kernel('Fill', {}, { shape, value: 1, dtype: 'float32' });
  const result = product(pixel, everywhere);
  for (const tensor of [share, pixel, everywhere]) tensor.dispose();
  return result;
}

/**
 * The gradient of average pooling that leaves out the padding, as tfjs's forward kernels do. tfjs's own gradient
 * divides by the window's whole area, which is wrong at the borders: each output's gradient is divided by the pixels
 * that it averaged, and each pixel gets the sum over the windows it was in, a depthwise gradient with a kernel of ones.
 * @param shape of the pooling's input
 */
export function averagePoolGradient(step: AveragePool, gradient: Tensor, shape: readonly number[]): Tensor {
  const [, height = 0, width = 0, channels = 0] = shape;
  const [, outHeight = 0, outWidth = 0] = gradient.shape;
  const rows = counts(height, outHeight, step.size[0], step.strides[0], step.padding);
  const columns = counts(width, outWidth, step.size[1], step.strides[1], step.padding);
  const values = rows.flatMap((row) => columns.map((column) => 1 / (row * column)));
  const shares: Tensor4D = tensor4d(values, [1, outHeight, outWidth, 1]);
  const dy = product(gradient, shares);
  const filter = ones([...step.size, channels, 1]);
  const result = kernel(
    'DepthwiseConv2dNativeBackpropInput',
    { dy, filter },
    {
      strides: step.strides,
      pad: step.padding,
      dimRoundingMode: undefined,
      dilations: [1, 1],
      inputShape: shape,
    },
  );
  for (const tensor of [shares, dy, filter]) tensor.dispose();
  return result;
}

/** How many pixels of a row each of its windows holds. */
function counts(length: number, windows: number, size: number, stride: number, padding: string): number[] {
  const padded = padding === 'same' ? Math.max(0, (windows - 1) * stride + size - length) : 0;
  const before = Math.floor(padded / 2);
  return Array.from({ length: windows }, (_, i) => {
    const start = i * stride - before;
    return Math.min(length, start + size) - Math.max(0, start);
  });
}
