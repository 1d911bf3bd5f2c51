import { memory, oneHot, train as optimizers, setBackend, slice, tensor2d } from '@tensorflow/tfjs-core';
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { startRuntime } from '../../../scripts/models/runtime.ts';
import { type Random, seededRandom } from '../../core/random.ts';
import { type Head, predictProbabilities } from '../../core/training/head.ts';
import { heNormal, normal } from '../../core/training/initial.ts';
import { argmax, sumMetrics } from '../../core/training/metrics.ts';
import { defaultRecipe, type HeadRecipe, type Recipe } from '../../core/training/recipe.ts';
import type { BatchMetrics, EpochMetrics } from '../../core/training/run.ts';
import { fitStandardisation, standardise } from '../../core/training/standardise.ts';
import { type Examples, type FitOptions, fitHead } from './fit-head.ts';

beforeAll(async () => {
  await startRuntime();
});

const FEATURES = 5;
const CLASSES = 3;
const hidden: HeadRecipe = { kind: 'hidden', units: 8, dropout: 0 };

/** Clouds around one point a class, sorted by class, with features of very different size. */
function clouds(count: number, spread: number, random: Random): Examples {
  const labels = Int32Array.from({ length: count }, (_, i) => Math.floor((i * CLASSES) / count));
  const features = Float32Array.from({ length: count * FEATURES }, (_, i) => {
    const at = i % FEATURES;
    const centre = at === labels[Math.floor(i / FEATURES)] ? 1 : 0;
    return 10 ** (at - 2) * (4 + centre + spread * normal(random));
  });
  return { features, labels };
}

const separable = clouds(60, 0.1, seededRandom('separable'));
const overlapping = clouds(300, 0.7, seededRandom('overlapping'));

function trainHead(
  train: Examples,
  recipe: Partial<Recipe>,
  options: Partial<FitOptions> = {},
): Promise<Head> {
  return fitHead({
    recipe: { ...defaultRecipe, ...recipe },
    classes: CLASSES,
    train,
    validation: null,
    onEpoch: () => {},
    onBatch: () => {},
    signal: new AbortController().signal,
    ...options,
  });
}

const probabilitiesOf = (head: Head, { features, labels }: Examples): Float32Array[] =>
  Array.from(labels, (_, i) => predictProbabilities(head, features.slice(i * FEATURES, (i + 1) * FEATURES)));
const accuracyOf = (head: Head, examples: Examples): number =>
  probabilitiesOf(head, examples).filter((p, i) => argmax(p) === examples.labels[i]).length /
  examples.labels.length;

describe('against numeric gradients in 64 bits', () => {
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
  function trainReference(recipe: Recipe, { features, labels }: Examples) {
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
    ['linear', { kind: 'linear' }],
    ['hidden', hidden],
  ] satisfies [string, HeadRecipe][])('%s: full batches give the same probabilities', async (_, head) => {
    const recipe = {
      ...defaultRecipe,
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
  });
});

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(async () => {
    expect(await setBackend(backend)).toBe(true);
  });

  test.each([
    ['linear', { kind: 'linear' }],
    ['hidden', hidden],
    ['hidden with dropout', { kind: 'hidden', units: 32, dropout: 0.5 }],
  ] satisfies [string, HeadRecipe][])('a %s head learns what can be told apart', async (_, head) => {
    const before = memory().numTensors;
    const history: EpochMetrics[] = [];
    const result = await trainHead(
      separable,
      { head, learningRate: 0.02 },
      { validation: separable, onEpoch: (metrics) => history.push(metrics) },
    );
    expect(accuracyOf(result, separable)).toBe(1);
    expect(history.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(history.at(-1)).toMatchObject({ validationAccuracy: 1 });
    expect(memory().numTensors).toBe(before);
  });
});

test('the last epoch’s validation is what the returned head says of raw features', async () => {
  const history: EpochMetrics[] = [];
  for (const head of [{ kind: 'linear' }, hidden] satisfies HeadRecipe[]) {
    const onEpoch = (metrics: EpochMetrics) => history.push(metrics);
    const result = await trainHead(overlapping, { head }, { validation: separable, onEpoch });
    const probabilities = probabilitiesOf(result, separable);
    const sums = sumMetrics(Float32Array.from(probabilities.flatMap((p) => [...p])), separable.labels);
    const last = history.at(-1);
    expect(last?.validationLoss).toBeCloseTo(sums.loss / sums.count, 3);
    expect(last?.validationAccuracy).toBeCloseTo(sums.correct / sums.count, 6);
  }
});

test('the first epoch starts from knowing nothing: its loss is ln of the classes', async () => {
  const history: EpochMetrics[] = [];
  const onEpoch = (metrics: EpochMetrics) => history.push(metrics);
  await trainHead(overlapping, { epochs: 1, learningRate: 1e-6 }, { onEpoch });
  expect(history).toEqual([
    {
      epoch: 1,
      loss: expect.closeTo(Math.log(CLASSES), 4),
      accuracy: expect.any(Number),
      validationLoss: null,
      validationAccuracy: null,
    },
  ]);
});

test('a feature that never changes does no harm', async () => {
  const flat = { ...separable, features: separable.features.map((x, i) => (i % FEATURES === 4 ? 7 : x)) };
  expect(accuracyOf(await trainHead(flat, { learningRate: 0.02 }), flat)).toBe(1);
});

describe('the seed', () => {
  test.each([
    ['linear', { kind: 'linear' }],
    ['hidden', hidden],
    ['dropout', { ...hidden, dropout: 0.5 }],
  ] satisfies [string, HeadRecipe][])(
    '%s: the same gives the same weights, another others',
    async (_, head) => {
      const recipe = { head, epochs: 3 };
      const first = await trainHead(overlapping, { ...recipe, seed: 1 });
      expect(await trainHead(overlapping, { ...recipe, seed: 1 })).toEqual(first);
      // A linear head starts at zero, so here it is the order of the examples that differs.
      expect(await trainHead(overlapping, { ...recipe, seed: 2 })).not.toEqual(first);
    },
  );
});

test('dropout drops: training is harder than with the whole network', async () => {
  const losses: number[] = [];
  for (const dropout of [0, 0.8]) {
    const onEpoch = ({ loss }: EpochMetrics) => losses.push(loss);
    await trainHead(
      separable,
      { head: { kind: 'hidden', units: 32, dropout }, epochs: 10, learningRate: 0.01 },
      { onEpoch },
    );
  }
  expect(losses[19]).toBeGreaterThan((losses[9] ?? 0) * 1.5);
});

describe('Stop', () => {
  test('between epochs', async () => {
    const before = memory().numTensors;
    const controller = new AbortController();
    const epochs: number[] = [];
    const onEpoch = ({ epoch }: EpochMetrics) => {
      epochs.push(epoch);
      if (epoch === 2) controller.abort();
    };
    const fitting = trainHead(separable, {}, { validation: separable, onEpoch, signal: controller.signal });
    await expect(fitting).rejects.toMatchObject({ name: 'AbortError' });
    expect(epochs).toEqual([1, 2]);
    expect(memory().numTensors).toBe(before);
  });

  test('inside a long epoch, which tells its batches', async () => {
    const before = memory().numTensors;
    const controller = new AbortController();
    const long = clouds(30_000, 0.7, seededRandom('long'));
    const batches: BatchMetrics[] = [];
    const onBatch = (metrics: BatchMetrics) => {
      batches.push(metrics);
      controller.abort();
    };
    const onEpoch = () => expect.unreachable('The epoch ended.');
    const fitting = trainHead(long, { batchSize: 1 }, { onBatch, onEpoch, signal: controller.signal });
    await expect(fitting).rejects.toMatchObject({ name: 'AbortError' });
    expect(batches).toHaveLength(1);
    expect(batches[0]?.progress).toBeGreaterThan(0);
    expect(batches[0]?.progress).toBeLessThan(1);
    expect(batches[0]?.loss).toBeGreaterThan(0);
    expect(memory().numTensors).toBe(before);
  });
});

test('a rate at which the weights grow without bound is told as such', async () => {
  const before = memory().numTensors;
  const fitting = trainHead(overlapping, { head: hidden, learningRate: 1e6, weightDecay: 1 });
  await expect(fitting).rejects.toMatchObject({ failure: { code: 'diverged' } });
  expect(memory().numTensors).toBe(before);
});

test('it does as well as model.fit with the same head, data and epochs', async () => {
  const recipe = { learningRate: 0.01, weightDecay: 0, batchSize: 32, epochs: 30 };
  const history: EpochMetrics[] = [];
  await trainHead(overlapping, recipe, {
    validation: overlapping,
    onEpoch: (metrics) => history.push(metrics),
  });

  const model = sequential({
    layers: [
      layers.dense({
        units: CLASSES,
        activation: 'softmax',
        inputShape: [FEATURES],
        kernelInitializer: initializers.zeros(),
      }),
    ],
  });
  model.compile({
    optimizer: optimizers.adam(recipe.learningRate),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
  const standard = standardise(overlapping.features, fitStandardisation(overlapping.features, FEATURES));
  // Without the column of ones: Dense has a bias.
  const x = slice(tensor2d(standard, [overlapping.labels.length, FEATURES + 1]), [0, 0], [-1, FEATURES]);
  const y = oneHot([...overlapping.labels], CLASSES);
  await model.fit(x, y, { batchSize: recipe.batchSize, epochs: recipe.epochs, verbose: 0 });
  const [loss, accuracy] = await Promise.all(
    [model.evaluate(x, y)].flat().map(async (scalar) => (await scalar.data())[0] ?? Number.NaN),
  );
  const ours = history.at(-1);
  expect(Math.abs((ours?.validationLoss ?? Number.NaN) / (loss ?? 0) - 1)).toBeLessThan(0.01);
  // Two photos of 300: both stop short of the optimum, each with an order of its own.
  expect(Math.abs((ours?.validationAccuracy ?? Number.NaN) - (accuracy ?? 0))).toBeLessThan(2.5 / 300);
});
