import { scalar, type Tensor, tensor1d, tensor4d } from '@tensorflow/tfjs-core';
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
   * [batch, height, width, 3] → for each depth [batch, rows, columns, features]: the maps whose means over space, side by
   * side, are what `run` gives. The caller disposes of all.
   * @throws TypeError where the program does not end in these means
   */
  readonly runToMaps: (images: Tensor) => readonly Tensor[];
  readonly dispose: () => void;
}

export function loadProgram(program: Program): LoadedProgram {
  const held: Tensor[] = [];
  const loaded = program.steps.map((step) => {
    const weights = loadWeights(step);
    if (weights) held.push(weights.filter, weights.bias);
    return { step, weights, run: operation(step, (constant) => held.push(constant)) };
  });

  /** @param instead what a step's value is; undefined: what the step computes */
  const execute = (
    images: Tensor,
    instead: (step: Step, inputs: readonly Tensor[]) => Tensor | undefined,
  ) => {
    const values = new Map([[program.input, images]]);
    loaded.forEach(({ step, weights, run }, i) => {
      const inputs = step.inputs.map((name) => valueNamed(values, name));
      values.set(step.output, instead(step, inputs) ?? run(inputs, weights));
      for (const name of program.released[i] ?? []) {
        valueNamed(values, name).dispose();
        values.delete(name);
      }
    });
    return valueNamed(values, program.output);
  };

  return {
    // The trunk of a network that learns as a whole: what it gives must be somebody's own.
    run: (images) => (loaded.length === 0 ? images.clone() : execute(images, () => undefined)),
    runToMaps: (images) => {
      const means = meansOf(program);
      const maps = new Map<Step, Tensor>();
      const features = execute(images, (step, [input]) => {
        const factor = means.get(step);
        if (factor === undefined || !input) return undefined;
        maps.set(step, scaled(input, factor));
        return undefined;
      });
      features.dispose();
      return [...means.keys()].flatMap((step) => maps.get(step) ?? []);
    },
    dispose: () => {
      for (const tensor of held) tensor.dispose();
    },
  };
}

/**
 * The means over space that a backbone ends in, one or several side by side, each with the factor that follows it: that is
 * the same before the mean as after it.
 */
function meansOf({ steps, output }: Program): ReadonlyMap<Step, number> {
  const means = new Map<Step, number>();
  const follow = (name: string, factor: number): void => {
    const step = steps.find((one) => one.output === name);
    const [input = ''] = step?.inputs ?? [];
    if (step?.op === 'scale') follow(input, factor * step.value);
    else if (step?.op === 'concat' && means.size === 0) for (const one of step.inputs) follow(one, factor);
    else if (step?.op === 'globalAverage') means.set(step, factor);
    else throw new TypeError('The program does not end in means over space.');
  };
  follow(output, 1);
  return means;
}

function scaled(x: Tensor, factor: number): Tensor {
  if (factor === 1) return kernel('Identity', { x });
  const b = scalar(factor);
  const product = kernel('Multiply', { a: x, b });
  b.dispose();
  return product;
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
