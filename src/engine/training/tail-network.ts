import type { Tensor } from '@tensorflow/tfjs-core';
import type { Program, Step } from '../../core/backbone/program.ts';
import { kernel, operation, type StepWeights } from '../backbone/operation.ts';
import { valueNamed } from '../backbone/run-program.ts';
import { neededBackwards, stepGradients } from './tail-gradients.ts';

/** A program that also computes gradients. Called inside a tidy, as a learner's passes are. */
export interface Network {
  readonly forward: (input: Tensor) => {
    /** [batch, features]. */
    readonly features: Tensor;
    /**
     * Gradients of the weights by the name of their step. At most once: it frees what `forward` kept.
     * @param gradient of the loss with respect to the features
     */
    readonly backward: (gradient: Tensor) => ReadonlyMap<string, StepWeights>;
  };
  readonly dispose: () => void;
}

/** @param weightsOf the weights of a convolution as they are now, by the name of its step */
export function trainableNetwork(program: Program, weightsOf: (step: string) => StepWeights): Network {
  const constants: Tensor[] = [];
  const operations = program.steps.map((step) => operation(step, (constant) => constants.push(constant)));
  const kept = keptValues(program);
  const learning = learningValues(program);
  const currentWeights = (step: Step) => (isConvolution(step) ? weightsOf(step.output) : null);

  const forward: Network['forward'] = (input) => {
    const values = new Map([[program.input, input]]);
    program.steps.forEach((step, i) => {
      const inputs = step.inputs.map((name) => valueNamed(values, name));
      values.set(step.output, (operations[i] as (typeof operations)[number])(inputs, currentWeights(step)));
      // Their shapes are still needed, so they stay in the map.
      for (const name of program.released[i] ?? []) if (!kept.has(name)) valueNamed(values, name).dispose();
    });

    const backward = (gradient: Tensor) => {
      const gradients = new Map([[program.output, gradient]]);
      const weights = new Map<string, StepWeights>();
      for (const step of program.steps.toReversed()) {
        const above = gradients.get(step.output);
        if (!above) continue;
        const output = valueNamed(values, step.output);
        const given = {
          inputs: step.inputs.map((name) => valueNamed(values, name)),
          output,
          weights: currentWeights(step),
        };
        const made = stepGradients(
          step,
          above,
          given,
          step.inputs.map((name) => learning.has(name)),
        );
        if (made.weights) weights.set(step.output, made.weights);
        made.inputs.forEach((part, i) => {
          if (part) accumulate(gradients, step.inputs[i] ?? '', part);
        });
        // All who took the output come after this step, so nothing needs either any more.
        if (step.output !== program.output) above.dispose();
        output.dispose();
      }
      return weights;
    };
    return { features: valueNamed(values, program.output), backward };
  };

  return {
    forward,
    dispose: () => {
      for (const constant of constants) constant.dispose();
    },
  };
}

const isConvolution = ({ op }: Step): boolean => op === 'conv' || op === 'depthwise';

/** The values whose data the gradients need. */
function keptValues({ steps }: Program): Set<string> {
  return new Set(
    steps.flatMap((step) => {
      const needed = neededBackwards(step);
      return [...(needed.inputs ? step.inputs : []), ...(needed.output ? [step.output] : [])];
    }),
  );
}

/** The values that depend on a weight: no others need a gradient. */
function learningValues({ steps }: Program): Set<string> {
  const learning = new Set<string>();
  for (const step of steps)
    if (isConvolution(step) || step.inputs.some((name) => learning.has(name))) learning.add(step.output);
  return learning;
}

/** A value that several steps took gets the sum of their gradients. */
function accumulate(gradients: Map<string, Tensor>, name: string, part: Tensor): void {
  const sum = gradients.get(name);
  gradients.set(name, sum ? kernel('Add', { a: sum, b: part }) : part);
  if (!sum) return;
  sum.dispose();
  part.dispose();
}
