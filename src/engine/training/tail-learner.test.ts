import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readCard } from '../../../scripts/models/folder.ts';
import { startRuntime } from '../../../scripts/models/runtime.ts';
import { splitTopology } from '../../core/backbone/split.ts';
import { parseTopology } from '../../core/backbone/topology.ts';
import { decodeWeights } from '../../core/backbone/weights.ts';
import { seededRandom } from '../../core/random.ts';
import { registerWasmGradients } from '../backend/gradients/register.ts';
import { headLearner } from './head-learner.ts';
import type { Learner } from './learner.ts';
import { tailLearner } from './tail-learner.ts';
import { runLayers } from './tail-reference.ts';

const MODELS = resolve(import.meta.dirname, '../../../public/models');
const CLASSES = 3;
/** Height and width of the boundary's activations, and how many blocks are open. */
const cases: Record<string, [number, number, number]> = {
  'mobilenet-v3': [5, 6, 2],
  'mobilenet-v2': [5, 6, 2],
  'resnet-50': [3, 4, 1],
  'inception-v3': [2, 3, 1],
};
const prepared = readdirSync(MODELS).filter((id) => existsSync(join(MODELS, id, 'model.json')));

beforeAll(async () => {
  await startRuntime();
  registerWasmGradients();
});

function random(shape: readonly number[], seed: string, low: number, high: number): Float32Array {
  const draw = seededRandom(seed);
  const length = shape.reduce((product, n) => product * n, 1);
  return Float32Array.from({ length }, () => low + (high - low) * draw());
}

async function readTail(id: string, open: number) {
  const read = (file: string) => readFile(join(MODELS, id, file));
  const topology = parseTopology(JSON.parse((await read('model.json')).toString()));
  const shards = Buffer.concat(await Promise.all(topology.shards.map(read)));
  const weights = decodeWeights(topology.weights, Uint8Array.from(shards).buffer);
  const card = await readCard(id);
  const { tail } = splitTopology(topology, card.blocks, open);
  const scale = {
    mean: random([card.features], 'mean', 0, 0.5),
    inverseDeviation: random([card.features], 'deviation', 0.5, 1.5),
  };
  const first = topology.layers.find(({ name }) => name === tail.layers[1]?.name);
  const kernel = weights.get(`${first?.name}/kernel`);
  return { weights, card, tail, scale, blocks: card.blocks.slice(-open), channels: kernel?.shape[2] ?? 0 };
}

type Tail = Awaited<ReturnType<typeof readTail>>;

function learnerOf({ tail, weights, blocks, card, scale }: Tail): Learner {
  const head = headLearner({ kind: 'linear', dropout: 0 }, card.features, CLASSES, seededRandom('head'));
  const [layer] = head.parameters;
  if (layer) {
    const { shape } = layer.value;
    layer.value.dispose();
    layer.value = tf.tensor(random(shape, 'head', -0.1, 0.1), shape);
  }
  return tailLearner({ tail, weights, blocks, rateDivisor: 2.6, head, scale });
}

const errors = () => tf.tensor2d(random([2, CLASSES], 'error', -1, 1), [2, CLASSES]);

/** Logits and gradients by name. */
async function pass(learner: Learner, input: Float32Array, shape: number[]) {
  const results = tf.tidy(() => {
    const { logits, backward } = learner.forward(tf.tensor(input, shape), null);
    return [logits, ...backward(errors())];
  });
  const values = await Promise.all(results.map((result) => result.data()));
  for (const result of results) result.dispose();
  const [logits, ...gradients] = values;
  return { logits, gradients: new Map(learner.parameters.map(({ name }, i) => [name, gradients[i]])) };
}

/** The same by tfjs's autodiff. */
async function reference({ tail, scale }: Tail, learner: Learner, input: Float32Array, shape: number[]) {
  const names = learner.parameters.map(({ name }) => name);
  const logitsOf = (...parameters: tf.Tensor[]): tf.Tensor2D => {
    const weights = new Map(names.map((name, i) => [name, parameters[i] as tf.Tensor]));
    const features = runLayers(tail, weights, tf.tensor(input, shape));
    const standardised = tf.mul(
      tf.sub(features, tf.tensor1d(scale.mean)),
      tf.tensor1d(scale.inverseDeviation),
    );
    const rows = tf.concat([standardised, tf.ones([2, 1])], 1) as tf.Tensor2D;
    return tf.matMul(rows, weights.get('head/0') as tf.Tensor2D);
  };
  const values = learner.parameters.map(({ value }) => value);
  const results = tf.tidy(() => [logitsOf(...values), ...tf.grads(logitsOf)(values, errors())]);
  const [logits, ...gradients] = await Promise.all(results.map((result) => result.data()));
  for (const result of results) result.dispose();
  return { logits, gradients: new Map(names.map((name, i) => [name, gradients[i]])) };
}

/** Norm of the difference over the norm. */
function relativeError(actual: ArrayLike<number> = [], expected: ArrayLike<number> = []): number {
  expect(actual.length).toBe(expected.length);
  let [difference, norm] = [0, 0];
  // Millions of values: no arrays in between.
  for (let i = 0; i < expected.length; i++) {
    const value = expected[i] ?? Number.NaN;
    difference += (value - (actual[i] ?? Number.NaN)) ** 2;
    norm += value ** 2;
  }
  return Math.sqrt(difference) / Math.max(1e-12, Math.sqrt(norm));
}

describe.each(prepared)('%s', (id) => {
  const [height, width, open] = cases[id] ?? [5, 5, 1];

  test('the gradients on WASM are those of autodiff on the CPU backend', { timeout: 120_000 }, async () => {
    const tail = await readTail(id, open);
    const shape = [2, height, width, tail.channels];
    const input = random(shape, 'input', -1, 1);
    await tf.setBackend('wasm');
    const learner = learnerOf(tail);
    const actual = await pass(learner, input, shape);
    learner.dispose();
    await tf.setBackend('cpu');
    const same = learnerOf(tail);
    const expected = await reference(tail, same, input, shape);
    same.dispose();
    expect(relativeError(actual.logits, expected.logits)).toBeLessThan(1e-4);
    expect(expected.gradients.size).toBeGreaterThan(2);
    for (const [name, gradient] of expected.gradients)
      expect([name, relativeError(actual.gradients.get(name), gradient) < 1e-3]).toEqual([name, true]);
  });
});

describe('mobilenet-v3', () => {
  beforeEach(async () => {
    await tf.setBackend('wasm');
  });

  test('rates fall from the top, and biases are not decayed', async () => {
    const tail = await readTail('mobilenet-v3', 2);
    const learner = learnerOf(tail);
    const named = new Map(learner.parameters.map((parameter) => [parameter.name, parameter]));
    expect(named.size).toBe(learner.parameters.length);
    expect([...named.keys()].filter((name) => !name.startsWith('head/')).sort()).toEqual(
      tail.tail.weights.map(({ name }) => name).sort(),
    );
    expect(named.get('head/0')).toMatchObject({ rate: 1, decay: 'all-but-last-row' });
    expect(named.get('expanded_conv_12_depthwise/depthwise_kernel')).toMatchObject({ rate: 1, decay: 'all' });
    expect(named.get('expanded_conv_12_depthwise/bias')).toMatchObject({ rate: 1, decay: 'none' });
    expect(named.get('expanded_conv_11_project/kernel')?.rate).toBeCloseTo(1 / 2.6, 12);
    learner.dispose();
  });

  test('passes leave nothing, and dispose takes everything', async () => {
    const tail = await readTail('mobilenet-v3', 2);
    const before = tf.memory();
    const learner = learnerOf(tail);
    const shape = [2, 5, 6, tail.channels];
    const input = random(shape, 'input', -1, 1);
    const held = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) await pass(learner, input, shape);
    expect(tf.memory().numTensors).toBe(held);
    learner.dispose();
    expect(tf.memory()).toMatchObject({
      numTensors: before.numTensors,
      numDataBuffers: before.numDataBuffers,
    });
  });
});
