import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCard } from '../../../test-support/engine/backbone/shipped.ts';
import { pixelsFor } from '../../../test-support/engine/features/pixels.ts';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import type { BackboneInput } from '../../core/backbone/card.ts';
import { compile, type Program } from '../../core/backbone/program.ts';
import { parseTopology } from '../../core/backbone/topology.ts';
import { decodeWeights } from '../../core/backbone/weights.ts';
import { seededRandom } from '../../core/random.ts';
import { type Head, predictLogits } from '../../core/training/head.ts';
import { loadProgram } from '../backbone/run-program.ts';
import { activationMap, lookAt } from './cam.ts';

const MODELS = resolve(import.meta.dirname, '../../../public/models');

beforeAll(async () => {
  await startRuntime();
});

const random = seededRandom('class activation');
const values = (length: number) => Float32Array.from({ length }, () => random() - 0.5);
const dense = (inputs: number, outputs: number) => ({
  kernel: values(inputs * outputs),
  bias: values(outputs),
});
const input: BackboneInput = { size: 8, channels: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] };

/** A 3×3 convolution of stride 2, the mean over space, and a factor after it, as hard-swish leaves one. */
const tiny: Program = {
  input: 'picture',
  steps: [
    {
      op: 'conv',
      inputs: ['picture'],
      output: 'map',
      kernel: values(3 * 3 * 3 * 5),
      kernelShape: [3, 3, 3, 5],
      bias: values(5),
      strides: [2, 2],
      padding: 'same',
      activation: 'relu',
    },
    { op: 'globalAverage', inputs: ['map'], output: 'mean' },
    { op: 'scale', inputs: ['mean'], output: 'features', value: 3 },
  ],
  output: 'features',
  released: [[], ['map'], ['mean']],
};

/** The same, and a second convolution on top of its map: two depths, of 4 × 4 and 2 × 2 cells. */
const [first, average, scale] = tiny.steps;
if (!first || !average || !scale) throw new Error('There are three steps.');
const twoDepths: Program = {
  input: 'picture',
  steps: [
    first,
    {
      op: 'conv',
      inputs: ['map'],
      output: 'upper',
      kernel: values(3 * 3 * 5 * 4),
      kernelShape: [3, 3, 5, 4],
      bias: values(4),
      strides: [2, 2],
      padding: 'same',
      activation: 'relu',
    },
    average,
    { ...scale, output: 'low' },
    { op: 'globalAverage', inputs: ['upper'], output: 'high' },
    { op: 'concat', inputs: ['low', 'high'], output: 'features' },
  ],
  output: 'features',
  released: [[], [], ['map'], ['mean'], ['upper'], ['low', 'high']],
};

const mean = (all: Float32Array) => all.reduce((sum, value) => sum + value, 0) / all.length;

describe.each(['cpu', 'wasm'])('%s', (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
  });

  test.each<[string, Head]>([
    ['a linear head', [dense(5, 3)]],
    ['a hidden layer', [dense(5, 4), dense(4, 3)]],
  ])('the map’s mean is the logit that the head gives the features: %s', async (_, head) => {
    const program = loadProgram(tiny);
    const loaded = tf.memory().numTensors;
    const image = values(8 * 8 * 3);
    const picture = tf.tensor4d(image, [1, 8, 8, 3]);
    const features = program.run(picture);
    const expected = predictLogits(head, (await features.data()) as Float32Array);
    tf.dispose([picture, features]);
    const seen = await lookAt({ input, program }, image);
    predictLogits(head, seen.features).forEach((value, c) => {
      expect(value).toBeCloseTo(expected[c] ?? Number.NaN, 4);
    });
    for (const [label, logit] of expected.entries()) {
      const map = activationMap(seen, head, label);
      expect(map).toMatchObject({ width: 4, height: 4 });
      expect(map.values).toHaveLength(16);
      expect(mean(map.values)).toBeCloseTo(logit, 4);
    }
    expect(tf.memory().numTensors).toBe(loaded);
    program.dispose();
  });

  test.each<[string, Head]>([
    ['a linear head', [dense(9, 3)]],
    ['a hidden layer', [dense(9, 4), dense(4, 3)]],
  ])(
    'of depths of different resolution the map has the finer cells, and its mean is the logit: %s',
    async (_, head) => {
      const program = loadProgram(twoDepths);
      const loaded = tf.memory().numTensors;
      const image = values(8 * 8 * 3);
      const picture = tf.tensor4d(image, [1, 8, 8, 3]);
      const features = program.run(picture);
      const expected = await features.data();
      tf.dispose([picture, features]);
      const seen = await lookAt({ input, program }, image);
      expect(seen.depths.map(({ width, height }) => [width, height])).toEqual([
        [4, 4],
        [2, 2],
      ]);
      expect(seen.features).toHaveLength(9);
      seen.features.forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5);
      });
      for (const [label, logit] of predictLogits(head, seen.features).entries()) {
        const map = activationMap(seen, head, label);
        expect(map).toMatchObject({ width: 4, height: 4 });
        expect(mean(map.values)).toBeCloseTo(logit, 4);
      }
      expect(tf.memory().numTensors).toBe(loaded);
      program.dispose();
    },
  );
});

test('a cell of the coarser depth speaks for its quarter of the picture', async () => {
  const program = loadProgram(twoDepths);
  const head: Head = [
    { kernel: Float32Array.from({ length: 18 }, (_, i) => (i === 2 * 5 ? 1 : 0)), bias: new Float32Array(2) },
  ];
  const seen = await lookAt({ input, program }, values(8 * 8 * 3));
  program.dispose();
  const [, upper] = seen.depths;
  const map = activationMap(seen, head, 0);
  // Each corner lies beyond the middle of its cell, where the map is flat.
  const corners = [0, 3, 12, 15].map((at) => map.values[at]);
  [0, 1, 2, 3].forEach((cell, i) => {
    expect(corners[i]).toBeCloseTo(upper?.map[4 * cell] ?? Number.NaN, 5);
  });
  // The other class, which nothing speaks for.
  expect([...activationMap(seen, head, 1).values].every((value) => value === 0)).toBe(true);
});

test('rows and columns are those of the picture', async () => {
  // A program that looks at each pixel alone, and a head whose second class likes the first channel.
  const kernel = Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  const program = loadProgram({
    ...tiny,
    steps: [
      {
        op: 'conv',
        inputs: ['picture'],
        output: 'map',
        kernel,
        kernelShape: [1, 1, 3, 3],
        bias: new Float32Array(3),
        strides: [1, 1],
        padding: 'same',
        activation: 'linear',
      },
      { op: 'globalAverage', inputs: ['map'], output: 'features' },
    ],
    output: 'features',
    released: [[], ['map']],
  });
  const head: Head = [{ kernel: Float32Array.of(0, 1, 0, 0, 0, 0), bias: new Float32Array(2) }];
  const image = new Float32Array(8 * 8 * 3);
  const [row, column] = [2, 5];
  image[(row * 8 + column) * 3] = 10;
  const map = activationMap(await lookAt({ input, program }, image), head, 1);
  expect(map.values.indexOf(10)).toBe(row * map.width + column);
  expect(map.values.filter((value) => value !== 0)).toHaveLength(1);
  program.dispose();
});

test('a program that does not end in a mean over space has no map', () => {
  const program = loadProgram({ ...tiny, steps: tiny.steps.slice(0, 1), output: 'map', released: [[]] });
  const picture = tf.zeros([1, 8, 8, 3]);
  expect(() => program.runToMaps(picture)).toThrow(TypeError);
  picture.dispose();
  program.dispose();
});

/** Those that `npm run models` has prepared, as `npm test` does before. */
const prepared = readdirSync(MODELS).filter((id) => existsSync(join(MODELS, id, 'model.json')));

test.each(prepared)('%s: the map’s mean is the logit', { timeout: 120_000 }, async (id) => {
  expect(await tf.setBackend('wasm')).toBe(true);
  const read = (file: string) => readFile(join(MODELS, id, file));
  const topology = parseTopology(JSON.parse((await read('model.json')).toString()));
  const shards = Buffer.concat(await Promise.all(topology.shards.map(read)));
  const weights = decodeWeights(topology.weights, Uint8Array.from(shards).buffer);
  const program = loadProgram(compile(topology, weights));
  const card = await readCard(id);
  const small: BackboneInput = { ...card.input, size: 128 };

  const rgb = tf.randomUniform<tf.Rank.R4>([1, 128, 128, 3], 0, 255, 'float32', 1);
  const pixels = pixelsFor(small, rgb);
  const features = program.run(pixels);
  const head: Head = [dense(features.shape[1] ?? 0, 4)];
  const expected = predictLogits(head, (await features.data()) as Float32Array);
  const image = (await pixels.data()) as Float32Array;
  const seen = await lookAt({ input: small, program }, image);
  for (const [label, logit] of expected.entries()) {
    const map = activationMap(seen, head, label);
    expect(map.width).toBeGreaterThan(1);
    expect(Math.abs(mean(map.values) - logit)).toBeLessThan(1e-4 * Math.max(1, ...expected.map(Math.abs)));
  }
  tf.dispose([rgb, pixels, features]);
  program.dispose();
});
