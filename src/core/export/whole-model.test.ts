import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { randomHead, tinyBackbone, tinyDepths } from '../../../test-support/core/export/fake-model.ts';
import { inMemory, startRuntime } from '../../../test-support/engine/runtime.ts';
import { loadProgram } from '../../engine/backbone/run-program.ts';
import type { BackboneInput } from '../backbone/card.ts';
import { compile } from '../backbone/program.ts';
import { type Layer, parseTopology } from '../backbone/topology.ts';
import { decodeWeights } from '../backbone/weights.ts';
import { normalise } from '../features/normalise.ts';
import { seededRandom } from '../random.ts';
import { softmax } from '../softmax.ts';
import { type Head, predictLogits } from '../training/head.ts';
import { kerasTopology } from './keras-topology.ts';
import { type WholeModel, wholeModel } from './whole-model.ts';
import { wholeParts } from './whole-parts.ts';

const TEMPERATURE = 1.7;

beforeAll(async () => {
  await startRuntime();
});

/** RGBA. */
function randomPicture(size: number): Uint8ClampedArray {
  const random = seededRandom('picture');
  return Uint8ClampedArray.from({ length: size * size * 4 }, () => Math.floor(256 * random()));
}

/** The page's own way: features of the normalised picture by the compiled program, the head in plain TypeScript. */
async function pageAnswer(
  { topology, weights }: WholeModel,
  input: BackboneInput,
  head: Head,
  picture: Uint8ClampedArray,
): Promise<Float32Array> {
  const pixels = new Float32Array(input.size ** 2 * 3);
  normalise(picture, input, pixels, 0);
  const program = loadProgram(compile(topology, weights));
  const images = tf.tensor4d(pixels, [1, input.size, input.size, 3]);
  const features = program.run(images);
  const values = (await features.data()) as Float32Array;
  tf.dispose([images, features]);
  program.dispose();
  return softmax(predictLogits(head, values), TEMPERATURE);
}

const rgbOf = (picture: Uint8ClampedArray) => Float32Array.from(picture.filter((_, i) => i % 4 < 3));

/** What tfjs-layers says when it is given the whole model and plain pixels. */
async function layersAnswer({ topology, weights }: WholeModel, size: number, picture: Uint8ClampedArray) {
  const specs = topology.weights.map(({ name, shape, dtype }) => ({ name, shape: [...shape], dtype }));
  const bytes = topology.weights.map(({ name }) => {
    const { buffer, byteOffset, byteLength } = weights.get(name)?.values ?? new Float32Array();
    return new Uint8Array(buffer, byteOffset, byteLength);
  });
  const model = await loadLayersModel(
    inMemory(kerasTopology('whole', topology), specs, Buffer.concat(bytes)),
  );
  const images = tf.tensor4d(rgbOf(picture), [1, size, size, 3]);
  const output = model.predict(images) as tf.Tensor;
  const values = await output.data();
  const [input] = model.inputs;
  model.dispose();
  tf.dispose([images, output]);
  return { values, inputShape: input?.shape };
}

const difference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - (b[i] ?? Number.NaN))));

/** The page's programs end in a mean, which a brought backbone's layers may leave to us. */
function withMean({ topology, weights }: WholeModel): WholeModel {
  const mean: Layer = {
    name: 'mean',
    kind: 'GlobalAveragePooling2D',
    config: { data_format: 'channels_last' },
    inputs: [topology.output],
  };
  return { topology: { ...topology, layers: [...topology.layers, mean], output: 'mean' }, weights };
}

const inputs: Record<string, BackboneInput> = {
  'RGB as it is': { size: 15, channels: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] },
  'RGB, −1…1': { size: 16, channels: 'RGB', mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5] },
  'BGR less each mean': { size: 15, channels: 'BGR', mean: [103.9, 116.8, 123.7], std: [57, 58, 59] },
};

describe.each(Object.entries(inputs))('%s', (_, input) => {
  test.each([
    ['linear', [5, 3]],
    ['hidden', [5, 7, 3]],
  ])('a whole model with a %s head says what the page says', async (_kind, widths) => {
    const head = randomHead(widths);
    const picture = randomPicture(input.size);
    for (const averaged of [true, false]) {
      const backbone = tinyBackbone(averaged);
      const whole = wholeModel(backbone, input, head, TEMPERATURE);
      const { values, inputShape } = await layersAnswer(whole, input.size, picture);
      expect(inputShape).toEqual([null, input.size, input.size, 3]);
      const expected = await pageAnswer(averaged ? backbone : withMean(backbone), input, head, picture);
      expect(difference(values, expected)).toBeLessThan(1e-5);
      expect(Math.max(...expected)).toBeLessThan(0.999);
    }
  });
});

test.each(Object.entries(inputs))(
  '%s: so does one of a backbone that is read at two depths',
  async (_, input) => {
    for (const widths of [
      [9, 3],
      [9, 7, 3],
    ]) {
      const head = randomHead(widths);
      const picture = randomPicture(input.size);
      const whole = wholeModel(tinyDepths(), input, head, TEMPERATURE);
      const { values } = await layersAnswer(whole, input.size, picture);
      const expected = await pageAnswer(tinyDepths(), input, head, picture);
      expect(difference(values, expected)).toBeLessThan(1e-5);
      expect(Math.max(...expected)).toBeLessThan(0.999);
      // Nothing is averaged a second time, and the parts are what was put together.
      const parts = wholeParts(whole);
      expect(parts.trunk.output).toBe('features');
      expect(parts.trunk.layers.filter(({ kind }) => kind === 'GlobalAveragePooling2D')).toHaveLength(2);
    }
  },
);

test('the parts of a whole model, put together again, are the model', async () => {
  const [input] = Object.values(inputs);
  if (!input) throw new Error('no input');
  const head = randomHead([5, 7, 3]);
  const whole = wholeModel(tinyBackbone(true), input, head, TEMPERATURE);
  const parts = wholeParts(whole);
  expect(parts.trunk.output).toBe('features');
  expect(parts.trunk.layers.map(({ kind }) => kind)).not.toContain('Dense');
  expect(parts.head.map(({ bias }) => bias.length)).toEqual([7, 3]);
  expect(parts.head[0]?.kernel).toEqual(head[0]?.kernel);
  const scaled = head[1]?.kernel.map((value) => value / TEMPERATURE) ?? new Float32Array();
  expect(difference(parts.head[1]?.kernel ?? [], scaled)).toBeLessThan(1e-6);
});

test('a head whose weights do not fit is refused', () => {
  const [input] = Object.values(inputs);
  if (!input) throw new Error('no input');
  const whole = wholeModel(tinyBackbone(true), input, randomHead([5, 7, 3]), 1);
  const short = { shape: [6, 3], values: new Float32Array(18) };
  const weights = new Map([...whole.weights, ['probabilities/kernel', short] as const]);
  expect(() => wholeParts({ ...whole, weights })).toThrow(
    'The weights of the layer probabilities do not fit.',
  );
});

test('with the backbone that the page starts with, tuned weights among its own', async () => {
  const folder = resolve(import.meta.dirname, '../../../public/models/mobilenet-v3');
  const read = (file: string) => readFile(join(folder, file));
  const topology = parseTopology(JSON.parse((await read('model.json')).toString()));
  const shards = Buffer.concat(await Promise.all(topology.shards.map(read)));
  const own = decodeWeights(topology.weights, Uint8Array.from(shards).buffer);
  const name = 'expanded_conv_12_depthwise/bias';
  const bias = own.get(name);
  if (!bias) throw new Error(`no ${name}`);
  const weights = new Map([
    ...own,
    [name, { ...bias, values: bias.values.map((value) => value + 0.1) }] as const,
  ]);
  const input: BackboneInput = { size: 96, channels: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] };
  const head = randomHead([2880, 5]);
  const picture = randomPicture(input.size);
  const { values } = await layersAnswer(
    wholeModel({ topology, weights }, input, head, TEMPERATURE),
    input.size,
    picture,
  );
  const expected = await pageAnswer({ topology, weights }, input, head, picture);
  expect(difference(values, expected)).toBeLessThan(1e-5);
  const untuned = await pageAnswer({ topology, weights: own }, input, head, picture);
  expect(difference(values, untuned)).toBeGreaterThan(1e-3);
});
