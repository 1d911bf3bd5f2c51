import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readCard } from '../../../test-support/engine/backbone/shipped.ts';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { runLayers } from '../../../test-support/engine/training/tail-reference.ts';
import { allDepths, readDepths } from '../../core/backbone/read-depths.ts';
import { parseTopology } from '../../core/backbone/topology.ts';
import { cutTopology } from '../../core/backbone/trunk-and-tail.ts';
import { decodeWeights } from '../../core/backbone/weights.ts';
import { seededRandom } from '../../core/random.ts';
import { registerWasmGradients } from '../backend/gradients/register.ts';
import { inputShape } from './activation-examples.ts';
import { headLearner } from './head-learner.ts';
import type { Learner } from './learner.ts';
import { tailLearner } from './tail-learner.ts';

const MODELS = resolve(import.meta.dirname, '../../../public/models');
const CLASSES = 3;
/** Height and width of the boundary's activations, and how many blocks are open. */
const cases: Record<string, [number, number, number]> = {
  'mobilenet-v3': [5, 6, 2],
  'resnet-50': [2, 3, 1],
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

/** What the head reads: with all depths, those below the boundary are frozen. */
type Depths = 'the last depth' | 'all depths';

/** What comes beside the activations is the same to every network, and the larger ones take a minute each. */
const depthsOf = (id: string): readonly Depths[] =>
  id === 'mobilenet-v3' ? ['the last depth', 'all depths'] : ['the last depth'];

async function readTail(id: string, [height, width, open]: [number, number, number], depths: Depths) {
  const read = (file: string) => readFile(join(MODELS, id, file));
  const whole = parseTopology(JSON.parse((await read('model.json')).toString()));
  const shards = Buffer.concat(await Promise.all(whole.shards.map(read)));
  const weights = decodeWeights(whole.weights, Uint8Array.from(shards).buffer);
  const names = allDepths(await readCard(id));
  const { card, topology } = readDepths(
    { card: await readCard(id), topology: whole },
    depths === 'all depths' ? names : names.slice(-1),
  );
  const { tail, boundary, frozen: pools } = cutTopology(topology, card.blocks, open);
  const frozen = card.depths
    .filter(({ layer }) => pools.includes(layer))
    .reduce((sum, { features }) => sum + features, 0);
  const scale = {
    mean: random([card.features], 'mean', 0, 0.5),
    inverseDeviation: random([card.features], 'deviation', 0.5, 1.5),
  };
  const takers = tail.layers.filter(({ inputs }) => inputs.includes(boundary));
  const [kernel] = takers.flatMap(({ name }) => weights.get(`${name}/kernel`) ?? []);
  const shape: [number, number, number] = [height, width, kernel?.shape[2] ?? 0];
  return { weights, card, tail, scale, blocks: card.blocks.slice(-open), inputs: { shape, frozen } };
}

/** Two views, as the learner takes them. */
function viewsOf({ inputs }: Tail): { readonly values: Float32Array; readonly shape: number[] } {
  const shape = [2, ...inputShape(inputs)];
  return { values: random(shape, 'input', -1, 1), shape };
}

type Tail = Awaited<ReturnType<typeof readTail>>;

function learnerOf({ tail, weights, blocks, card, scale, inputs }: Tail): Learner {
  const head = headLearner({ kind: 'linear', dropout: 0 }, card.features, CLASSES, seededRandom('head'));
  const [layer] = head.parameters;
  if (layer) {
    const { shape } = layer.value;
    layer.value.dispose();
    layer.value = tf.tensor(random(shape, 'head', -0.1, 0.1), shape);
  }
  return tailLearner({ tail, weights, blocks, rateDivisor: 2.6, inputs, head, scale });
}

const errors = () => tf.tensor2d(random([2, CLASSES], 'error', -1, 1), [2, CLASSES]);

/** Logits and gradients by name. */
async function pass(learner: Learner, { values: input, shape }: ReturnType<typeof viewsOf>) {
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
async function reference({ tail, scale, inputs }: Tail, learner: Learner, input: Float32Array) {
  const [height, width, channels] = inputs.shape;
  const area = height * width * channels;
  const all = tf.tensor2d(input, [2, area + inputs.frozen]);
  const names = learner.parameters.map(({ name }) => name);
  const logitsOf = (...parameters: tf.Tensor[]): tf.Tensor2D => {
    const weights = new Map(names.map((name, i) => [name, parameters[i] as tf.Tensor]));
    const activations = tf.reshape(tf.slice(all, [0, 0], [2, area]), [2, height, width, channels]);
    const learning = runLayers(tail, weights, activations) as tf.Tensor2D;
    const features = tf.concat([tf.slice(all, [0, area], [2, inputs.frozen]), learning], 1);
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
  all.dispose();
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
  test.each(depthsOf(id))(
    '%s: the gradients on WASM are those of autodiff on the CPU backend',
    {
      timeout: 120_000,
    },
    async (depths) => {
      const tail = await readTail(id, cases[id] ?? [5, 5, 1], depths);
      expect(tail.inputs.frozen > 0).toBe(depths === 'all depths');
      const views = viewsOf(tail);
      await tf.setBackend('wasm');
      const learner = learnerOf(tail);
      const actual = await pass(learner, views);
      learner.dispose();
      await tf.setBackend('cpu');
      const same = learnerOf(tail);
      const expected = await reference(tail, same, views.values);
      same.dispose();
      expect(relativeError(actual.logits, expected.logits)).toBeLessThan(1e-4);
      expect(expected.gradients.size).toBeGreaterThan(2);
      for (const [name, gradient] of expected.gradients)
        expect([name, relativeError(actual.gradients.get(name), gradient) < 1e-3]).toEqual([name, true]);
    },
  );
});

describe('mobilenet-v3', () => {
  beforeEach(async () => {
    await tf.setBackend('wasm');
  });

  test('rates fall from the top, and biases are not decayed', async () => {
    const tail = await readTail('mobilenet-v3', [5, 6, 2], 'all depths');
    const learner = learnerOf(tail);
    const named = new Map(learner.parameters.map((parameter) => [parameter.name, parameter]));
    expect(named.size).toBe(learner.parameters.length);
    expect([...named.keys()].filter((name) => !name.startsWith('head/')).sort()).toEqual(
      tail.tail.weights.map(({ name }) => name).sort(),
    );
    expect(named.get('head/0')).toMatchObject({ rate: 1, decay: 'all-but-last-row' });
    expect(named.get('expanded_conv_14_depthwise/depthwise_kernel')).toMatchObject({ rate: 1, decay: 'all' });
    expect(named.get('expanded_conv_14_depthwise/bias')).toMatchObject({ rate: 1, decay: 'none' });
    expect(named.get('expanded_conv_13_project/kernel')?.rate).toBeCloseTo(1 / 2.6, 12);
    learner.dispose();
  });

  test.each(['the last depth', 'all depths'] as const)(
    '%s: passes leave nothing, and dispose takes everything',
    async (depths) => {
      const tail = await readTail('mobilenet-v3', [5, 6, 2], depths);
      const before = tf.memory();
      const learner = learnerOf(tail);
      const views = viewsOf(tail);
      const held = tf.memory().numTensors;
      for (let i = 0; i < 3; i++) await pass(learner, views);
      expect(tf.memory().numTensors).toBe(held);
      learner.dispose();
      expect(tf.memory()).toMatchObject({
        numTensors: before.numTensors,
        numDataBuffers: before.numDataBuffers,
      });
    },
  );
});
