import { type Tensor, tensor1d, tensor4d } from '@tensorflow/tfjs-core';
import type { Program, Step } from '../../core/backbone/program.ts';
import { kernel, operation, type StepWeights } from './operation.ts';

/** A program with its weights on the device. */
export interface LoadedProgram {
  /**
   * [batch, height, width, 3] → [batch, features]. The caller disposes of both.
   * Goes straight to the kernels: the public operations' checks and gradient closures cost 0.3 ms an image here.
   */
  readonly run: (images: Tensor) => Tensor;
  /**
   * [batch, height, width, 3] → [batch, rows, columns, features]: the map whose mean over space is what `run` gives. The
   * caller disposes of both.
   * @throws TypeError where the program does not end in that mean
   */
  readonly runToMap: (images: Tensor) => Tensor;
  readonly dispose: () => void;
}

export function loadProgram(program: Program): LoadedProgram {
  const held: Tensor[] = [];
  const loaded = program.steps.map((step) => {
    const weights = loadWeights(step);
    if (weights) held.push(weights.filter, weights.bias);
    return { step, weights, run: operation(step, (constant) => held.push(constant)) };
  });

  /** @param leftOut a step whose output is to be its input */
  const execute = (images: Tensor, leftOut: Step | null): Tensor => {
    const values = new Map([[program.input, images]]);
    loaded.forEach(({ step, weights, run }, i) => {
      const inputs = step.inputs.map((name) => valueNamed(values, name));
      values.set(step.output, step === leftOut ? kernel('Identity', { x: inputs[0] }) : run(inputs, weights));
      for (const name of program.released[i] ?? []) {
        valueNamed(values, name).dispose();
        values.delete(name);
      }
    });
    return valueNamed(values, program.output);
  };

  return {
    // The trunk of a network that learns as a whole: what it gives must be somebody's own.
    run: (images) => (loaded.length === 0 ? images.clone() : execute(images, null)),
    runToMap: (images) => execute(images, lastMean(program)),
    dispose: () => {
      for (const tensor of held) tensor.dispose();
    },
  };
}

/** The mean over space that a backbone ends in. A factor may follow it, which is the same before the mean as after it. */
function lastMean({ steps }: Program): Step {
  const mean = steps.findLast(({ op }) => op !== 'scale');
  if (mean?.op !== 'globalAverage') throw new TypeError('The program does not end in a mean over space.');
  return mean;
}

/** Puts a convolution's weights on the device; null for other steps. */
export function loadWeights(step: Step): StepWeights | null {
  if (step.op !== 'conv' && step.op !== 'depthwise') return null;
  return { filter: tensor4d(step.kernel, [...step.kernelShape]), bias: tensor1d(step.bias) };
}

/** @throws Error where the program names a value that no step has made */
export function valueNamed(values: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const value = values.get(name);
  if (!value) throw new Error(`The program has no value named ${name}.`);
  return value;
}
