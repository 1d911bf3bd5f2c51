import { engine, type Tensor, type TensorInfo, tensor1d } from '@tensorflow/tfjs-core';
import type { Step } from '../../core/backbone/program.ts';

/** Weights of a convolution. */
export interface StepWeights {
  /** [height, width, in, out], for depthwise [height, width, in, multiplier]. */
  readonly filter: Tensor;
  readonly bias: Tensor;
}

/** Computes a step from its inputs, in their order; `weights` is null where the step is no convolution. */
export type Operation = (inputs: readonly TensorInfo[], weights: StepWeights | null) => Tensor;

/** Runs a tfjs kernel without the public operation's checks and gradient closure. */
export function kernel(name: string, inputs: object, attributes: object = {}): Tensor {
  return engine().runKernel(name, inputs as Record<string, Tensor>, attributes as never) as Tensor;
}

/** @param keep told of each constant on the device, which the caller frees in the end */
export function operation(step: Step, keep: (constant: Tensor) => void): Operation {
  switch (step.op) {
    case 'conv':
    case 'depthwise': {
      const name = step.op === 'conv' ? 'FusedConv2D' : 'FusedDepthwiseConv2D';
      const attributes = {
        strides: step.strides,
        pad: step.padding,
        dataFormat: 'NHWC',
        dilations: [1, 1],
        dimRoundingMode: undefined,
        activation: step.activation,
      };
      return ([x], weights) => kernel(name, { x, ...weights }, attributes);
    }
    case 'add':
      return ([a, b]) => kernel('Add', { a, b });
    case 'multiply':
      return ([a, b]) => kernel('Multiply', { a, b });
    case 'addScalar':
    case 'scale': {
      const b = tensor1d([step.value]);
      keep(b);
      const name = step.op === 'scale' ? 'Multiply' : 'Add';
      return ([a]) => kernel(name, { a, b });
    }
    case 'relu':
      return ([x]) => kernel('Relu', { x });
    case 'relu6':
      return ([x]) => kernel('Relu6', { x });
    case 'sigmoid':
      return ([x]) => kernel('Sigmoid', { x });
    case 'concat':
      return (inputs) => kernel('Concat', inputs, { axis: (inputs[0]?.shape.length ?? 1) - 1 });
    case 'globalAverage':
      return ([x]) => globalAverage(x as TensorInfo);
    case 'spatial':
      return ([x]) => reshape(x as TensorInfo, [x?.shape[0] ?? 0, 1, 1, x?.shape[1] ?? 0]);
    case 'maxPool':
    case 'averagePool': {
      const name = step.op === 'maxPool' ? 'MaxPool' : 'AvgPool';
      const { size: filterSize, strides, padding: pad } = step;
      return ([x]) => kernel(name, { x }, { filterSize, strides, pad, dimRoundingMode: undefined });
    }
    case 'zeroPad':
      return ([x]) =>
        kernel('PadV2', { x }, { paddings: [[0, 0], ...step.padding, [0, 0]], constantValue: 0 });
  }
}

export function reshape(x: TensorInfo, shape: readonly number[]): Tensor {
  return kernel('Reshape', { x }, { shape });
}

/**
 * [batch, height, width, channels] → [batch, channels]. By pooling over the whole picture: on WASM, Mean transposes
 * first and takes four times as long.
 */
export function globalAverage(x: TensorInfo): Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  const size = [height, width];
  const attributes = { filterSize: size, strides: size, pad: 'valid', dimRoundingMode: undefined };
  const pooled = kernel('AvgPool', { x }, attributes);
  const mean = reshape(pooled, [batch, channels]);
  pooled.dispose();
  return mean;
}
