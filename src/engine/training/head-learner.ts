import {
  concat,
  matMul,
  mul,
  ones,
  slice,
  step,
  type Tensor,
  type Tensor2D,
  tensor2d,
  transpose,
  zeros,
} from '@tensorflow/tfjs-core';
import type { Random } from '../../core/random.ts';
import { type DenseLayer, foldStandardisation, type Head } from '../../core/training/head.ts';
import { heNormal } from '../../core/training/initial.ts';
import type { HeadRecipe } from '../../core/training/recipe.ts';
import type { Standardisation } from '../../core/training/standardise.ts';
import type { Learner, Parameter, Pass } from './learner.ts';

export interface HeadPass extends Pass {
  readonly backward: (error: Tensor2D) => readonly Tensor2D[];
  /**
   * Gradient with respect to the inputs without their column of ones, [batch, features]: what a tail below goes on
   * with. Computed when it's asked for.
   */
  readonly inputError: (error: Tensor2D) => Tensor2D;
}

/** Learns on standardised features, [batch, features + 1], the last column ones. */
export interface HeadLearner extends Learner {
  readonly forward: (inputs: Tensor, random: Random | null) => HeadPass;
  /** The head as it is now, taking raw features. */
  readonly readHead: (scale: Standardisation) => Promise<Head>;
}

/**
 * A linear head, or one with a hidden layer and ReLU. Gradients are written out, since for one or two dense layers
 * they are shorter and three times faster than the tape. Each layer is one matrix with the bias as its last row.
 * @param features values of an example
 * @param random draws the initial weights of a hidden layer
 */
export function headLearner(
  head: HeadRecipe,
  features: number,
  classes: number,
  random: Random,
): HeadLearner {
  // The last layer starts at zero: every class equally likely, and the problem is convex where it is the only one.
  const last = (inputs: number): Tensor2D => zeros([inputs + 1, classes]);
  if (head.kind === 'linear') {
    const output = parameter(0, last(features));
    return learner([output], (inputs, draw) => linearPass(inputs, output.value, head.dropout, draw));
  }
  const first = parameter(0, tensor2d(heNormal(features, head.units, random), [features + 1, head.units]));
  const second = parameter(1, last(head.units));
  return learner([first, second], (inputs, draw) =>
    hiddenPass(inputs, first.value, second.value, head.dropout, draw),
  );
}

interface Matrix extends Parameter {
  value: Tensor2D;
}

const parameter = (layer: number, value: Tensor2D): Matrix => ({
  name: `head/${layer}`,
  value,
  rate: 1,
  decay: 'all-but-last-row',
});

function learner(
  parameters: readonly Matrix[],
  forward: (inputs: Tensor2D, random: Random | null) => HeadPass,
): HeadLearner {
  return {
    parameters,
    forward: (inputs, random) => forward(inputs as Tensor2D, random),
    readHead: async (scale) => {
      const layers = await Promise.all(
        parameters.map(async ({ value }) => splitBias(value, await value.data())),
      );
      const [first, ...rest] = layers as [DenseLayer, ...DenseLayer[]];
      return [foldStandardisation(first, scale), ...rest];
    },
    dispose: () => {
      for (const { value } of parameters) value.dispose();
    },
  };
}

function linearPass(inputs: Tensor2D, layer: Tensor2D, dropout: number, random: Random | null): HeadPass {
  const mask = random && dropout > 0 ? dropoutMask(inputs.shape, dropout, true, random) : null;
  const x = mask ? (mul(inputs, mask) as Tensor2D) : inputs;
  return {
    logits: matMul<Tensor2D>(x, layer),
    backward: (error) => [product(x, error)],
    inputError: (error) => {
      const back = errorBelow(error, layer);
      return mask ? (mul(back, withoutLastColumn(mask)) as Tensor2D) : back;
    },
  };
}

function hiddenPass(
  x: Tensor2D,
  first: Tensor2D,
  second: Tensor2D,
  dropout: number,
  random: Random | null,
): HeadPass {
  const before = matMul<Tensor2D>(x, first);
  /** ReLU and dropout as one factor. */
  let mask = step(before) as Tensor2D;
  if (random && dropout > 0) mask = mul(mask, dropoutMask(before.shape, dropout, false, random)) as Tensor2D;
  const hidden = withOnes(mul(before, mask) as Tensor2D);
  const hiddenError = (error: Tensor2D) => mul(errorBelow(error, second), mask) as Tensor2D;
  return {
    logits: matMul<Tensor2D>(hidden, second),
    backward: (error) => [product(x, hiddenError(error)), product(hidden, error)],
    inputError: (error) => errorBelow(hiddenError(error), first),
  };
}

/**
 * Inverted dropout (Srivastava et al. 2014): what is kept is scaled up, so prediction needs no change.
 * @param bias whether the last column is the bias's input, which is never dropped
 */
function dropoutMask(
  [rows, columns]: readonly [number, number],
  dropout: number,
  bias: boolean,
  random: Random,
): Tensor2D {
  const kept = 1 / (1 - dropout);
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < values.length; i++) {
    const always = bias && i % columns === columns - 1;
    values[i] = always ? 1 : random() < dropout ? 0 : kept;
  }
  return tensor2d(values, [rows, columns]);
}

/** aᵀ · b. On WASM three times faster transposed first: only then does the product take the fast kernel. */
const product = (a: Tensor2D, b: Tensor2D): Tensor2D => matMul(transpose(a), b);

/** The gradient with respect to a layer's inputs, without that of the ones. */
function errorBelow(error: Tensor2D, layer: Tensor2D): Tensor2D {
  const [rows, columns] = layer.shape;
  return matMul(error, slice(layer, [0, 0], [rows - 1, columns]), false, true);
}

const withOnes = (x: Tensor2D): Tensor2D => concat([x, ones([x.shape[0], 1])], 1) as Tensor2D;

const withoutLastColumn = (x: Tensor2D): Tensor2D => slice(x, [0, 0], [x.shape[0], x.shape[1] - 1]);

function splitBias({ shape: [rows, outputs] }: Tensor2D, values: ArrayLike<number>): DenseLayer {
  const all = Float32Array.from(values);
  const split = (rows - 1) * outputs;
  return { kernel: all.slice(0, split), bias: all.slice(split) };
}
