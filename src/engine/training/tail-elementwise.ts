import { scalar, sum, type Tensor } from '@tensorflow/tfjs-core';
import type { Activation } from '../../core/backbone/program.ts';
import { globalAverage, kernel, reshape, type StepWeights } from '../backbone/operation.ts';

/** What a step took and gave. Of values that `neededBackwards` does not name only the shape may be looked at. */
export interface StepValues {
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  readonly weights: StepWeights | null;
}

export interface StepGradients {
  /** In the order of the inputs; null where none was wanted. */
  readonly inputs: readonly (Tensor | null)[];
  readonly weights: StepWeights | null;
}

/** The same values under a handle of its own. */
export const same = (x: Tensor): Tensor => kernel('Identity', { x });

export const product = (a: Tensor, b: Tensor): Tensor => kernel('Multiply', { a, b });

/**
 * The gradient through an activation, from the activation's output: where it is neither 0 nor 6.
 * ReLU6's mask is the sign of y·(6 − y): comparisons take a hundred times as long as products on WASM.
 */
export function gate(activation: Activation, gradient: Tensor, output: Tensor): Tensor {
  if (activation === 'linear') return same(gradient);
  if (activation === 'relu') return masked(gradient, output);
  const six = scalar(6);
  const rest = kernel('Sub', { a: six, b: output });
  const inside = product(output, rest);
  const result = masked(gradient, inside);
  for (const tensor of [six, rest, inside]) tensor.dispose();
  return result;
}

/** The gradient through a sigmoid, from its output y: g · y · (1 − y). */
export function throughSigmoid(gradient: Tensor, output: Tensor): Tensor {
  const scaled = product(gradient, output);
  const lost = product(scaled, output);
  const result = kernel('Sub', { a: scaled, b: lost });
  for (const tensor of [scaled, lost]) tensor.dispose();
  return result;
}

/** The gradient where x is above 0. */
function masked(gradient: Tensor, x: Tensor): Tensor {
  const mask = kernel('Step', { x }, { alpha: 0 });
  const result = product(gradient, mask);
  mask.dispose();
  return result;
}

/** [batch, height, width, channels] → [batch, channels], summed over the picture. */
export function sumOverSpace(x: Tensor): Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  if (height * width === 1) return reshape(x, [batch, channels]);
  const mean = globalAverage(x);
  const total = times(mean, height * width);
  mean.dispose();
  return total;
}

/** [batch, height, width, channels] → [channels]. First over each picture: a sum over rows transposes them on WASM. */
export function sumToChannels(x: Tensor): Tensor {
  const pictures = sumOverSpace(x);
  const total = sum(pictures, 0);
  pictures.dispose();
  return total;
}

export function times(x: Tensor, factor: number): Tensor {
  const b = scalar(factor);
  const result = product(x, b);
  b.dispose();
  return result;
}

/**
 * The gradient of an input that was spread over the picture, [batch, 1, 1, channels]; of any other, as it is.
 * Takes the gradient over.
 */
export function sumTo(shape: readonly number[], gradient: Tensor): Tensor {
  if (shape[1] === gradient.shape[1] && shape[2] === gradient.shape[2]) return gradient;
  if (shape[1] !== 1 || shape[2] !== 1) throw new TypeError(`No gradient for an input of shape ${shape}.`);
  const total = sumOverSpace(gradient);
  gradient.dispose();
  const spatial = reshape(total, shape);
  total.dispose();
  return spatial;
}
