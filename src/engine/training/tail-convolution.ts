import { matMul, type Tensor, type Tensor2D, transpose } from '@tensorflow/tfjs-core';
import type { Step } from '../../core/backbone/program.ts';
import { kernel, reshape } from '../backbone/operation.ts';
import { rowsOf, transposedProduct } from '../backend/gradients/products.ts';
import { gate, type StepGradients, type StepValues, sumToChannels } from './tail-elementwise.ts';

type Convolution = Extract<Step, { op: 'conv' | 'depthwise' }>;

/**
 * The gradients of a convolution with bias and activation. A 1×1 convolution is a product of matrices, and so are its
 * gradients.
 * @param wanted whether the input's gradient is needed
 */
export function convolutionGradients(
  step: Convolution,
  gradient: Tensor,
  { inputs: [x], output, weights }: StepValues,
  wanted: boolean,
): StepGradients {
  if (!x || !weights) throw new Error(`The convolution ${step.output} has no input or no weights.`);
  const { filter } = weights;
  const dy = gate(step.activation, gradient, output);
  const pointwise = step.op === 'conv' && isPointwise(step);
  const attributes = {
    strides: step.strides,
    pad: step.padding,
    dimRoundingMode: undefined,
    ...(step.op === 'conv' ? { dataFormat: 'NHWC' } : { dilations: [1, 1] }),
  };
  const name = step.op === 'conv' ? 'Conv2DBackprop' : 'DepthwiseConv2dNativeBackprop';
  const ofFilter = pointwise
    ? pointwiseFilterGradient(x, dy, filter.shape)
    : kernel(`${name}Filter`, { x, dy }, { ...attributes, filterShape: filter.shape });
  const ofBias = sumToChannels(dy);
  let ofInput: Tensor | null = null;
  if (wanted)
    ofInput = pointwise
      ? pointwiseInputGradient(dy, filter, x.shape)
      : kernel(`${name}Input`, { dy, filter }, { ...attributes, inputShape: x.shape });
  dy.dispose();
  return { inputs: [ofInput], weights: { filter: ofFilter, bias: ofBias } };
}

const isPointwise = ({ kernelShape: [height, width], strides }: Convolution): boolean =>
  height * width * strides[0] * strides[1] === 1;

/** xᵀ·dy over all pixels. */
function pointwiseFilterGradient(x: Tensor, dy: Tensor, shape: readonly number[]): Tensor {
  const pixels = rowsOf(x);
  const errors = rowsOf(dy);
  const product = transposedProduct(pixels, errors);
  const filter = reshape(product, shape);
  for (const tensor of [pixels, errors, product]) tensor.dispose();
  return filter;
}

/** dy·Wᵀ for each pixel. */
function pointwiseInputGradient(dy: Tensor, filter: Tensor, shape: readonly number[]): Tensor {
  const errors = rowsOf(dy);
  const kernelMatrix = reshape(filter, filter.shape.slice(2)) as Tensor2D;
  const transposed = transpose(kernelMatrix);
  const product = matMul<Tensor2D>(errors, transposed);
  const result = reshape(product, shape);
  for (const tensor of [errors, kernelMatrix, transposed, product]) tensor.dispose();
  return result;
}
