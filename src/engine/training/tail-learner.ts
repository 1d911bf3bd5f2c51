import {
  concat,
  mul,
  ones,
  reshape,
  slice,
  sub,
  type Tensor,
  type Tensor2D,
  tensor1d,
} from '@tensorflow/tfjs-core';
import type { BackboneBlock } from '../../core/backbone/card.ts';
import { compile, type Program, weightNames } from '../../core/backbone/program.ts';
import type { Topology } from '../../core/backbone/topology.ts';
import type { Weights } from '../../core/backbone/weights.ts';
import type { Standardisation } from '../../core/training/standardise.ts';
import type { StepWeights } from '../backbone/operation.ts';
import { loadWeights } from '../backbone/run-program.ts';
import type { TailInputs } from './activation-examples.ts';
import type { HeadLearner } from './head-learner.ts';
import type { Learner, Parameter } from './learner.ts';
import { trainableNetwork } from './tail-network.ts';

export interface TailOptions {
  /** The backbone's upper part, from `cutTopology`. */
  readonly tail: Topology;
  /** The whole backbone's, or more than the tail needs. */
  readonly weights: Weights;
  /** The card's blocks that the tail consists of, the topmost last. */
  readonly blocks: readonly BackboneBlock[];
  /** Each block learns at its upper neighbour's rate divided by this (Howard & Ruder 2018). */
  readonly rateDivisor: number;
  /** What enters it; without frozen features where all that the head reads is above the boundary. */
  readonly inputs: TailInputs;
  /** On standardised features. The learner disposes of it. */
  readonly head: HeadLearner;
  /** Of the features that the head was trained on; it stays as it is. */
  readonly scale: Standardisation;
}

/** The names of one convolution's parameters, in model.json and here. */
interface Convolution {
  readonly filter: Parameter;
  readonly bias: Parameter;
}

/**
 * The upper blocks of a backbone with the head on top. Inputs: the boundary's activations, [batch, height, width,
 * channels]; where all blocks are open, normalised pictures. Where the head reads depths below the boundary too, each view
 * is one row: its activations, then the features of these depths, which stay as they are. Parameters: the head's, then the tail's from the boundary
 * up, by their names in model.json. Its gradients are vector-Jacobian products written out step by step.
 */
export function tailLearner(options: TailOptions): Learner {
  const { head, scale, inputs: entering } = options;
  const { frozen } = entering;
  const program = compile(options.tail, options.weights, 'activations');
  const convolutions = loadParameters(program, options);
  const network = trainableNetwork(program, (step) => currentWeights(convolutions, step));
  const mean = tensor1d(scale.mean);
  const inverseDeviation = tensor1d(scale.inverseDeviation);
  const own = [...convolutions.values()].flatMap(({ filter, bias }) => [filter, bias]);

  return {
    parameters: [...head.parameters, ...own],
    forward: (inputs, random) => {
      const { features: learning, backward } = network.forward(
        frozen > 0 ? activationsOf(inputs, entering) : inputs,
      );
      const batch = inputs.shape[0] ?? 0;
      const beside = frozen > 0 ? [slice(inputs as Tensor2D, [0, (inputs.shape[1] ?? 0) - frozen])] : [];
      const features = concat([...beside, learning as Tensor2D], 1);
      const standardised = mul(sub(features, mean), inverseDeviation) as Tensor2D;
      const pass = head.forward(concat([standardised, ones([batch, 1])], 1), random);
      return {
        logits: pass.logits,
        backward: (error) => {
          const ofHead = pass.backward(error);
          const ofFeatures = mul(pass.inputError(error), inverseDeviation) as Tensor2D;
          const gradients = backward(frozen > 0 ? slice(ofFeatures, [0, frozen]) : ofFeatures);
          const ofTail = [...convolutions.keys()].flatMap((step) => {
            const made = gradients.get(step);
            if (!made) throw new Error(`The features do not depend on ${step}.`);
            return [made.filter, made.bias];
          });
          return [...ofHead, ...ofTail];
        },
      };
    },
    dispose: () => {
      head.dispose();
      network.dispose();
      for (const { value } of own) value.dispose();
      mean.dispose();
      inverseDeviation.dispose();
    },
  };
}

function activationsOf(inputs: Tensor, { shape, frozen }: TailInputs): Tensor {
  const [batch = 0, width = 0] = inputs.shape;
  return reshape(slice(inputs as Tensor2D, [0, 0], [batch, width - frozen]), [batch, ...shape]);
}

/** The tail's convolutions by their steps, with their weights on the device. */
function loadParameters(program: Program, { blocks, rateDivisor }: TailOptions): Map<string, Convolution> {
  const rates = new Map(
    blocks.flatMap(({ layers }, i) =>
      layers.map((layer) => [layer, rateDivisor ** (i + 1 - blocks.length)] as const),
    ),
  );
  const convolutions = new Map<string, Convolution>();
  for (const step of program.steps) {
    const weights = loadWeights(step);
    if (!weights) continue;
    const names = weightNames(step.output, step.op === 'depthwise');
    const rate = rates.get(step.output);
    if (rate === undefined) throw new TypeError(`${step.output} is in none of the open blocks.`);
    convolutions.set(step.output, {
      filter: { name: names.kernel, value: weights.filter, rate, decay: 'all' },
      bias: { name: names.bias, value: weights.bias, rate, decay: 'none' },
    });
  }
  return convolutions;
}

/** The optimiser replaces the tensors, so they are looked up at each step. */
function currentWeights(convolutions: ReadonlyMap<string, Convolution>, step: string): StepWeights {
  const found = convolutions.get(step);
  if (!found) throw new Error(`The tail has no weights for ${step}.`);
  return { filter: found.filter.value, bias: found.bias.value };
}
