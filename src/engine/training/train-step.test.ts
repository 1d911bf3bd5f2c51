import { memory, type Tensor, tensor2d, zeros } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { seededRandom } from '../../core/random.ts';
import { softmax } from '../../core/softmax.ts';
import { normal } from '../../core/training/initial.ts';
import { defaultRecipe, type Recipe } from '../../core/training/recipe.ts';
import { mixingMatrix } from '../../core/training/targets.ts';
import type { Learner } from './learner.ts';
import { Optimizer } from './optimizer.ts';
import { targetOptions, trainStep } from './train-step.ts';

beforeAll(async () => {
  await startRuntime();
});

const SIZE = 5;
const CLASSES = 3;
const random = seededRandom('step');
const logits = Float64Array.from({ length: SIZE * CLASSES }, () => normal(random));
const inputs = Float64Array.from({ length: SIZE * 4 }, () => normal(random));
const labels = [0, 2, 1, 0, 0];

/** A learner whose logits are fixed, and that notes what it is given. */
function recorder() {
  const seen: { inputs: number[]; error: number[] } = { inputs: [], error: [] };
  const learner: Learner = {
    parameters: [{ name: 'head/0', value: zeros([1]), rate: 1, decay: 'none' }],
    forward: (x: Tensor) => {
      seen.inputs = [...x.dataSync()];
      return {
        logits: tensor2d(Float32Array.from(logits), [SIZE, CLASSES]),
        backward: (error) => {
          seen.error = [...error.dataSync()];
          return [zeros([1])];
        },
      };
    },
    dispose: () => learner.parameters[0]?.value.dispose(),
  };
  return { seen, learner };
}

test.each([
  ['plain', {}],
  ['label smoothing', { labelSmoothing: 0.2 }],
  ['class weights', { classWeights: 'balanced' }],
  ['mixup', { mixup: 0.5 }],
  ['all', { labelSmoothing: 0.1, classWeights: 'balanced', mixup: 0.5 }],
] satisfies [string, Partial<Recipe>][])(
  '%s: the error is the loss’s numeric gradient in 64 bits',
  (_, changes) => {
    const before = memory().numTensors;
    const recipe = { ...defaultRecipe, ...changes };
    const { seen, learner } = recorder();
    const optimizer = new Optimizer(learner.parameters, recipe, 0);
    const stepping = {
      learner,
      optimizer,
      targets: targetOptions(recipe, CLASSES, Int32Array.from(labels)),
      mixup: recipe.mixup,
    };
    const x = tensor2d(Float32Array.from(inputs), [SIZE, 4]);
    const p = trainStep(stepping, x, labels, 0.1, seededRandom('mix'));

    const mixing = recipe.mixup > 0 ? mixingMatrix(SIZE, recipe.mixup, seededRandom('mix')) : null;
    /** Share of example j in row i. */
    const share = (i: number, j: number) => (mixing ? (mixing[i * SIZE + j] ?? Number.NaN) : i === j ? 1 : 0);
    const weight = (label: number) => {
      if (recipe.classWeights === 'none') return 1;
      return labels.length / (CLASSES * labels.filter((other) => other === label).length);
    };
    /** The mean over rows of the shares' weighted losses, each against its own smoothed label. */
    const loss = (z: Float64Array) => {
      let sum = 0;
      for (let i = 0; i < SIZE; i++) {
        const row = Array.from(z.subarray(i * CLASSES, (i + 1) * CLASSES));
        const norm = Math.log(row.reduce((total, value) => total + Math.exp(value), 0));
        labels.forEach((label, j) => {
          row.forEach((value, c) => {
            const target = (c === label ? 1 - recipe.labelSmoothing : 0) + recipe.labelSmoothing / CLASSES;
            sum -= (share(i, j) * weight(label) * target * (value - norm)) / SIZE;
          });
        });
      }
      return sum;
    };
    const h = 1e-5;
    logits.forEach((value, i) => {
      const gradient = (loss(logits.with(i, value + h)) - loss(logits.with(i, value - h))) / (2 * h);
      expect(seen.error[i]).toBeCloseTo(gradient, 5);
    });
    seen.inputs.forEach((value, at) => {
      const [i, k] = [Math.floor(at / 4), at % 4];
      const mixed = labels.reduce(
        (sum, _label, j) => sum + share(i, j) * (inputs[j * 4 + k] ?? Number.NaN),
        0,
      );
      expect(value).toBeCloseTo(mixed, 5);
    });
    // What it tells is of the labels, whatever it learns.
    const first = softmax(Float32Array.from(logits.subarray(0, CLASSES)));
    [...p.dataSync().slice(0, CLASSES)].forEach((value, c) => {
      expect(value).toBeCloseTo(first[c] ?? Number.NaN, 5);
    });

    p.dispose();
    optimizer.dispose();
    learner.dispose();
    // The inputs were freed by the step.
    expect(memory().numTensors).toBe(before);
  },
);
