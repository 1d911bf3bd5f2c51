import { memory, oneHot, train as optimizers, setBackend, slice, tensor2d } from '@tensorflow/tfjs-core';
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
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
import type { Head } from '../../core/training/head.ts';
import { argmax, sumMetrics } from '../../core/training/metrics.ts';
import { defaultRecipe, type HeadRecipe } from '../../core/training/recipe.ts';
import type { BatchMetrics, EpochMetrics } from '../../core/training/run.ts';
import { fitStandardisation, standardise } from '../../core/training/standardise.ts';

beforeAll(async () => {
  await startRuntime();
});

const hidden: HeadRecipe = { kind: 'hidden', units: 8, dropout: 0 };

const separable = clouds(60, 0.1, seededRandom('separable'));
const overlapping = clouds(300, 0.7, seededRandom('overlapping'));

const accuracyOf = (head: Head, examples: Cloud): number =>
  probabilitiesOf(head, examples).filter((p, i) => argmax(p) === examples.labels[i]).length /
  examples.labels.length;

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(async () => {
    expect(await setBackend(backend)).toBe(true);
  });

  test.each([
    ['linear', { kind: 'linear', dropout: 0 }],
    ['hidden', hidden],
    ['hidden with dropout', { kind: 'hidden', units: 32, dropout: 0.5 }],
    ['linear with dropout', { kind: 'linear', dropout: 0.3 }],
  ] satisfies [string, HeadRecipe][])('a %s head learns what can be told apart', async (_, head) => {
    const before = memory().numTensors;
    const history: EpochMetrics[] = [];
    const result = await trainHead(
      separable,
      { head, learningRate: 0.02 },
      { validation: separable, onEpoch: (metrics) => void history.push(metrics) },
    );
    expect(accuracyOf(result, separable)).toBe(1);
    expect(history.map(({ epoch }) => epoch)).toEqual(
      Array.from({ length: defaultRecipe.epochs }, (_, i) => i + 1),
    );
    expect(history.at(-1)).toMatchObject({ validationAccuracy: 1 });
    expect(memory().numTensors).toBe(before);
  });
});

test('the last epoch’s validation is what the returned head says of raw features', async () => {
  const history: EpochMetrics[] = [];
  for (const head of [{ kind: 'linear', dropout: 0 }, hidden] satisfies HeadRecipe[]) {
    const onEpoch = (metrics: EpochMetrics) => void history.push(metrics);
    const result = await trainHead(overlapping, { head }, { validation: separable, onEpoch });
    const probabilities = probabilitiesOf(result, separable);
    const sums = sumMetrics(
      Float32Array.from(probabilities.flatMap((p) => [...p])),
      separable.labels,
      defaultRecipe.labelSmoothing,
    );
    const last = history.at(-1);
    expect(last?.validationLoss).toBeCloseTo(sums.loss / sums.count, 3);
    expect(last?.validationAccuracy).toBeCloseTo(sums.correct / sums.count, 6);
  }
});

test('the first epoch starts from knowing nothing: its loss is ln of the classes', async () => {
  const history: EpochMetrics[] = [];
  const onEpoch = (metrics: EpochMetrics) => void history.push(metrics);
  await trainHead(overlapping, { epochs: 1, learningRate: 1e-6 }, { onEpoch });
  expect(history).toEqual([
    {
      epoch: 1,
      phase: 0,
      rate: 1e-6,
      milliseconds: expect.any(Number),
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
    ['linear', { kind: 'linear', dropout: 0 }],
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
    const onEpoch = ({ loss }: EpochMetrics) => void losses.push(loss);
    await trainHead(
      separable,
      { head: { kind: 'hidden', units: 32, dropout }, epochs: 10, learningRate: 0.01, labelSmoothing: 0 },
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
  // model.fit shuffles by Math.random; the same way each time here.
  vi.spyOn(Math, 'random').mockImplementation(seededRandom('model.fit'));
  const recipe = { learningRate: 0.01, weightDecay: 0, labelSmoothing: 0, batchSize: 32, epochs: 30 };
  const history: EpochMetrics[] = [];
  await trainHead(overlapping, recipe, {
    validation: overlapping,
    onEpoch: (metrics) => void history.push(metrics),
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
  vi.restoreAllMocks();
  const ours = history.at(-1);
  expect(Math.abs((ours?.validationLoss ?? Number.NaN) / (loss ?? 0) - 1)).toBeLessThan(0.01);
  // Three photos of 300: both stop short of the optimum, each with an order of its own.
  expect(Math.abs((ours?.validationAccuracy ?? Number.NaN) - (accuracy ?? 0))).toBeLessThan(3.5 / 300);
});
