import { scalar, type Tensor } from '@tensorflow/tfjs-core';
import type { Step } from '../../core/backbone/program.ts';
import { kernel, reshape } from '../backbone/operation.ts';
import { convolutionGradients } from './tail-convolution.ts';
import {
  gate,
  product,
  type StepGradients,
  type StepValues,
  same,
  sumTo,
  throughSigmoid,
} from './tail-elementwise.ts';
import { averagePoolGradient, spread } from './tail-pooling.ts';

/** For each input whether its data is needed for the gradients, and whether the output's is. */
export function neededBackwards(step: Step): { readonly inputs: boolean; readonly output: boolean } {
  switch (step.op) {
    case 'conv':
    case 'depthwise':
      return { inputs: true, output: step.activation !== 'linear' };
    case 'multiply':
      return { inputs: true, output: false };
    case 'relu':
    case 'relu6':
    case 'sigmoid':
      return { inputs: false, output: true };
    case 'maxPool':
      return { inputs: true, output: true };
    default:
      return { inputs: false, output: false };
  }
}

/**
 * The vector-Jacobian product of one step.
 * @param gradient of the loss with respect to the step's output; stays the caller's
 * @param wanted for each input, whether its gradient is needed
 * @returns tensors that are the caller's, each its own
 */
export function stepGradients(
  step: Step,
  gradient: Tensor,
  values: StepValues,
  wanted: readonly boolean[],
): StepGradients {
  const ofInputs = (make: (input: Tensor, i: number) => Tensor): StepGradients => ({
    inputs: values.inputs.map((input, i) => (wanted[i] ? make(input, i) : null)),
    weights: null,
  });
  switch (step.op) {
    case 'conv':
    case 'depthwise':
      return convolutionGradients(step, gradient, values, wanted[0] ?? false);
    case 'add':
      return ofInputs((input) => sumTo(input.shape, same(gradient)));
    case 'multiply': {
      const [a, b] = values.inputs;
      return ofInputs((input, i) => sumTo(input.shape, product(gradient, (i === 0 ? b : a) as Tensor)));
    }
    case 'addScalar':
      return ofInputs(() => same(gradient));
    case 'scale':
      return ofInputs(() => kernel('Multiply', { a: gradient, b: scalar(step.value) }));
    case 'relu':
    case 'relu6':
      return ofInputs(() => gate(step.op, gradient, values.output));
    case 'sigmoid':
      return ofInputs(() => throughSigmoid(gradient, values.output));
    case 'concat': {
      let channels = 0;
      return {
        inputs: values.inputs.map((input, i) => {
          const begin = input.shape.map((_, axis) => (axis === input.shape.length - 1 ? channels : 0));
          channels += input.shape.at(-1) ?? 0;
          return wanted[i] ? kernel('Slice', { x: gradient }, { begin, size: input.shape }) : null;
        }),
        weights: null,
      };
    }
    case 'globalAverage':
      return ofInputs((input) => spread(gradient, input.shape));
    case 'spatial':
      return ofInputs((input) => reshape(gradient, input.shape));
    case 'maxPool': {
      const { size: filterSize, strides, padding: pad } = step;
      return ofInputs((input) =>
        kernel(
          'MaxPoolGrad',
          { dy: gradient, input, output: values.output },
          { filterSize, strides, pad, dimRoundingMode: undefined },
        ),
      );
    }
    case 'averagePool':
      return ofInputs((input) => averagePoolGradient(step, gradient, input.shape));
    case 'zeroPad': {
      const [[top], [left]] = step.padding;
      return ofInputs((input) =>
        kernel('Slice', { x: gradient }, { begin: [0, top, left, 0], size: input.shape }),
      );
    }
  }
}
