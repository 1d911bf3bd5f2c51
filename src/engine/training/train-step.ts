import {
  matMul,
  mul,
  reshape,
  softmax,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Random } from '../../core/random.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import {
  balancedWeights,
  mixingMatrix,
  softTargets,
  type TargetOptions,
} from '../../core/training/targets.ts';
import type { Learner } from './learner.ts';
import type { Optimizer } from './optimizer.ts';

/** What the steps of a training have in common. */
export interface Stepping {
  readonly learner: Learner;
  readonly optimizer: Optimizer;
  readonly targets: TargetOptions;
  /** α of mixup; 0: none. */
  readonly mixup: number;
}

/** @param labels of all training examples */
export function targetOptions(recipe: Recipe, classes: number, labels: Int32Array): TargetOptions {
  return {
    classes,
    smoothing: recipe.labelSmoothing,
    weights: recipe.classWeights === 'balanced' ? balancedWeights(labels, classes) : null,
  };
}

/**
 * One step of gradient descent on softmax cross-entropy. Frees the inputs.
 * @param inputs [batch, …]
 * @param labels of the batch
 * @returns the probabilities before the step, [batch, classes]
 */
export function trainStep(
  { learner, optimizer, targets: options, mixup }: Stepping,
  inputs: Tensor,
  labels: readonly number[],
  rate: number,
  random: Random,
): Tensor2D {
  const size = labels.length;
  const probabilities = tidy(() => {
    let x = inputs;
    let targets = tensor2d(softTargets(labels, options), [size, options.classes]);
    if (mixup > 0) {
      const mixing = tensor2d(mixingMatrix(size, mixup, random), [size, size]);
      x = reshape(matMul(mixing, reshape(inputs, [size, -1])), inputs.shape);
      targets = matMul(mixing, targets);
    }
    const { logits, backward } = learner.forward(x, random);
    const p: Tensor2D = softmax(logits);
    // A row's targets sum to its weight.
    const weighted = options.weights ? mul(p, sum(targets, 1, true)) : p;
    optimizer.apply(backward(mul(sub(weighted, targets), 1 / size)), rate);
    return p;
  });
  inputs.dispose();
  return probabilities;
}
