import { beforeAll, expect, test } from 'vitest';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import {
  CLASSES,
  type Cloud,
  clouds,
  FEATURES,
  probabilitiesOf,
  trainHead,
} from '../../../test-support/engine/training/clouds.ts';
import { seededRandom } from '../../core/random.ts';
import { heNormal } from '../../core/training/initial.ts';
import { defaultRecipe, type HeadRecipe, type Recipe } from '../../core/training/recipe.ts';
import { fitStandardisation, standardise } from '../../core/training/standardise.ts';

beforeAll(async () => {
  await startRuntime();
});

/** Layers as matrices whose last row is the bias, one after another in one list of numbers. */
type Shape = readonly [rows: number, columns: number];

function forward(parameters: Float64Array, shapes: readonly Shape[], row: Float32Array): number[] {
  let inputs = [...row];
  let from = 0;
  shapes.forEach(([rows, columns], layer) => {
    if (layer > 0) inputs = [...inputs.map((value) => Math.max(0, value)), 1];
    const start = from;
    inputs = Array.from({ length: columns }, (_, j) =>
      inputs.reduce((sum, x, i) => sum + x * (parameters[start + i * columns + j] ?? 0), 0),
    );
    from += rows * columns;
  });
  const exponentials = inputs.map(Math.exp);
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((value) => value / sum);
}

function lossOf(parameters: Float64Array, shapes: readonly Shape[], x: Float32Array, labels: Int32Array) {
  let loss = 0;
  labels.forEach((label, i) => {
    const row = x.subarray(i * (FEATURES + 1), (i + 1) * (FEATURES + 1));
    loss -= Math.log(forward(parameters, shapes, row)[label] ?? 0);
  });
  return loss / labels.length;
}

/** AdamW as published (Loshchilov & Hutter 2019), with gradients by central differences. */
function trainReference(recipe: Recipe, { features, labels }: Cloud) {
  const { head } = recipe;
  const shapes: readonly Shape[] =
    head.kind === 'linear'
      ? [[FEATURES + 1, CLASSES]]
      : [
          [FEATURES + 1, head.units],
          [head.units + 1, CLASSES],
        ];
  const size = shapes.reduce((sum, [rows, columns]) => sum + rows * columns, 0);
  const parameters = new Float64Array(size);
  if (head.kind === 'hidden') parameters.set(heNormal(FEATURES, head.units, seededRandom(recipe.seed)));
  const decayed = shapes.flatMap(([rows, columns]) =>
    Array.from({ length: rows * columns }, (_, i) => i < (rows - 1) * columns),
  );
  const x = standardise(features, fitStandardisation(features, FEATURES));
  const m = new Float64Array(size);
  const v = new Float64Array(size);
  const h = 1e-5;
  for (let t = 1; t <= recipe.epochs; t++) {
    const gradient = parameters.map((value, i) => {
      const at = (shifted: number) => lossOf(parameters.with(i, shifted), shapes, x, labels);
      return (at(value + h) - at(value - h)) / (2 * h);
    });
    gradient.forEach((g, i) => {
      const mean = 0.9 * (m[i] ?? 0) + 0.1 * g;
      const variance = 0.999 * (v[i] ?? 0) + 0.001 * g * g;
      m[i] = mean;
      v[i] = variance;
      const kept = (parameters[i] ?? 0) * (decayed[i] ? 1 - recipe.learningRate * recipe.weightDecay : 1);
      const step = mean / (1 - 0.9 ** t) / (Math.sqrt(variance / (1 - 0.999 ** t)) + 1e-8);
      parameters[i] = kept - recipe.learningRate * step;
    });
  }
  return Array.from(labels, (_, i) =>
    forward(parameters, shapes, x.subarray(i * (FEATURES + 1), (i + 1) * (FEATURES + 1))),
  );
}

// Not as many of each class: where a gradient is zero, Adam's first step has the sign of the rounding.
const few = clouds(25, 0.7, seededRandom('few'));

test.each([
  ['linear', { kind: 'linear', dropout: 0 }],
  ['hidden', { kind: 'hidden', units: 8, dropout: 0 }],
] satisfies [string, HeadRecipe][])(
  '%s head: full batches lead where numeric gradients in 64 bits lead',
  async (_, head) => {
    const recipe: Recipe = {
      ...defaultRecipe,
      optimizer: 'adamw',
      labelSmoothing: 0,
      head,
      batchSize: 25,
      epochs: 12,
      learningRate: 0.05,
      weightDecay: 0.1,
    };
    const expected = trainReference(recipe, few);
    const probabilities = probabilitiesOf(await trainHead(few, recipe), few);
    // Far from where it started, so that agreeing means something.
    expect(Math.max(...expected.map((p, i) => p[few.labels[i] ?? 0] ?? 0))).toBeGreaterThan(0.7);
    expected.forEach((p, i) => {
      p.forEach((value, j) => {
        expect(probabilities[i]?.[j]).toBeCloseTo(value, 3);
      });
    });
  },
);
