import {
  backend_util,
  getKernel,
  type KernelFunc,
  registerKernel,
  type Tensor,
  type Tensor4D,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { depthwiseFilterGradient, filterGradient } from './filter-gradients.ts';
import { depthwiseInputGradient, inputGradient } from './input-gradients.ts';

type Shape4D = Tensor4D['shape'];
type Gradient = (first: Tensor, second: Tensor, info: backend_util.Conv2DInfo) => Tensor;

/**
 * Gives tfjs's WASM backend the convolutions' gradients that it lacks, as compositions of kernels that it has, and
 * replaces the one that it has, whose plain loops take several times as long. Pictures are [batch, height, width, channels].
 */
export function registerWasmGradients(): void {
  const kernels: Readonly<Record<string, KernelFunc>> = {
    Conv2DBackpropFilter: ofFilter(filterGradient, false),
    Conv2DBackpropInput: ofInput(inputGradient, false),
    DepthwiseConv2dNativeBackpropFilter: ofFilter(depthwiseFilterGradient, true),
    DepthwiseConv2dNativeBackpropInput: ofInput(depthwiseInputGradient, true),
  };
  for (const [kernelName, kernelFunc] of Object.entries(kernels)) {
    if (getKernel(kernelName, 'wasm')) unregisterKernel(kernelName, 'wasm');
    registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
  }
}

/** The attributes that tfjs-core gives to all four kernels. */
interface Attributes {
  readonly strides: [number, number];
  readonly pad: 'same' | 'valid' | number | backend_util.ExplicitPadding;
  readonly dataFormat?: string;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: Shape4D;
  readonly inputShape: Shape4D;
}

function ofFilter(gradient: Gradient, depthwise: boolean): KernelFunc {
  return ({ inputs, attrs }) => {
    const { x, dy } = inputs as { x: Tensor4D; dy: Tensor4D };
    const attributes = attrs as unknown as Attributes;
    return gradient(x, dy, infoOf(x.shape, attributes.filterShape, attributes, depthwise));
  };
}

function ofInput(gradient: Gradient, depthwise: boolean): KernelFunc {
  return ({ inputs, attrs }) => {
    const { dy, filter } = inputs as { dy: Tensor4D; filter: Tensor4D };
    const attributes = attrs as unknown as Attributes;
    return gradient(dy, filter, infoOf(attributes.inputShape, filter.shape, attributes, depthwise));
  };
}

function infoOf(
  input: Shape4D,
  filter: Shape4D,
  attributes: Attributes,
  depthwise: boolean,
): backend_util.Conv2DInfo {
  const { strides, pad, dimRoundingMode, dataFormat = 'NHWC' } = attributes;
  if (dataFormat !== 'NHWC' || (depthwise && filter[3] !== 1))
    throw new Error('Gradients on WASM are for channels last, and one depthwise kernel a channel.');
  return backend_util.computeConv2DInfo(input, filter, strides, 1, pad, dimRoundingMode, depthwise);
}
