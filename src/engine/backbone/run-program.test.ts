import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBackbone, readCard } from '../../../test-support/engine/backbone/shipped.ts';
import { pixelsFor } from '../../../test-support/engine/features/pixels.ts';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { compile, type Program } from '../../core/backbone/program.ts';
import { parseTopology } from '../../core/backbone/topology.ts';
import { decodeWeights } from '../../core/backbone/weights.ts';
import { loadProgram } from './run-program.ts';

const MODELS = resolve(import.meta.dirname, '../../../public/models');

beforeAll(async () => {
  await startRuntime();
});

/** Random weights, biases too, the same every time. */
function initializers(seed: number) {
  const random = (n: number) => layers.initializers.randomNormal({ mean: 0, stddev: 0.3, seed: seed + n });
  return { kernelInitializer: random(0), depthwiseInitializer: random(0), biasInitializer: random(1) };
}

type Value = layers.SymbolicTensor;
const apply = (layer: { apply(x: Value | Value[]): unknown }, x: Value | Value[]) => layer.apply(x) as Value;

const conv = (x: Value, filters: number, kernelSize: number, strides: number, padding: 'same' | 'valid') =>
  apply(
    layers.layers.conv2d({ filters, kernelSize, strides, padding, ...initializers(filters + kernelSize) }),
    x,
  );
const depthwise = (x: Value, strides: number) =>
  apply(
    layers.layers.depthwiseConv2d({ kernelSize: 3, strides, padding: 'same', ...initializers(strides) }),
    x,
  );
const relu = (x: Value, maxValue?: number) =>
  apply(layers.layers.reLU(maxValue === undefined ? {} : { maxValue }), x);
const rescaling = (x: Value, scale: number, offset: number) =>
  apply(layers.layers.rescaling({ scale, offset }), x);
const sigmoid = (x: Value) => apply(layers.layers.activation({ activation: 'sigmoid' }), x);
const multiply = (...xs: Value[]) => apply(layers.layers.multiply(), xs);
const add = (...xs: Value[]) => apply(layers.layers.add(), xs);
/** As Keras builds them in MobileNetV3. */
const hardSigmoid = (x: Value) => rescaling(relu(rescaling(x, 1, 3), 6), 1 / 6, 0);
const hardSwish = (x: Value) => multiply(x, hardSigmoid(x));
const mean = (x: Value) => apply(layers.layers.globalAveragePooling2d({}), x);
function squeezeExcite(x: Value): Value {
  const channels = x.shape.at(-1) ?? 0;
  const pooled = apply(layers.layers.reshape({ targetShape: [1, 1, channels] }), mean(x));
  return multiply(x, hardSigmoid(conv(relu(conv(pooled, 2, 1, 1, 'same')), channels, 1, 1, 'same')));
}

/** Every kind of layer and every pattern of the shipped backbones, in one small model. */
function everyKind(): layers.LayersModel {
  const input = layers.input({ shape: [null, null, 3] });
  let x = apply(layers.layers.zeroPadding2d({ padding: [[1, 2], [0, 1]] }), input); // biome-ignore format: one pair a side
  x = hardSwish(conv(x, 4, 3, 2, 'valid'));
  // An inverted residual with squeeze-excite.
  x = add(
    x,
    conv(squeezeExcite(hardSwish(depthwise(relu(conv(x, 6, 1, 1, 'same'), 6), 1))), 4, 1, 1, 'same'),
  );
  const pool = { poolSize: 3, padding: 'same' } as const;
  // A module of Inception, one of its branches with a factor that nothing has taken yet.
  x = apply(layers.layers.concatenate(), [
    apply(layers.layers.averagePooling2d({ ...pool, strides: 1 }), hardSwish(x)),
    apply(layers.layers.maxPooling2d({ ...pool, strides: 1 }), x),
    relu(conv(x, 3, 5, 1, 'same')),
  ]);
  x = apply(layers.layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'valid' }), x);
  // Rescaling and ReLU by themselves, and a factor below zero.
  x = relu(rescaling(rescaling(x, -1.5, 0.5), -2, 0));
  x = hardSwish(depthwise(x, 2));
  // Swish, of a value that has a factor.
  x = multiply(rescaling(x, 0.5, 0), sigmoid(rescaling(x, 0.5, 0)));
  return layers.model({ inputs: input, outputs: mean(x) });
}

/** What tfjs would write to disk, compiled. */
async function compiled(model: layers.LayersModel): Promise<Program> {
  let saved: tf.io.ModelArtifacts = {};
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    }),
  );
  const topology = parseTopology({
    modelTopology: { model_config: saved.modelTopology },
    weightsManifest: [{ paths: [], weights: saved.weightSpecs }],
  });
  return compile(topology, decodeWeights(topology.weights, saved.weightData as ArrayBuffer));
}

/** Largest difference over the largest value. */
function difference(values: ArrayLike<number>, expected: ArrayLike<number>): number {
  const of = Array.from(expected);
  const largest = Math.max(...of.map(Math.abs));
  return Math.max(...of.map((value, i) => Math.abs(value - (values[i] ?? Number.NaN)))) / largest;
}

describe.each(['cpu', 'wasm'])('%s', (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
  });

  test('the compiled program computes what the LayersModel does, at any size', async () => {
    const model = everyKind();
    const program = loadProgram(await compiled(model));
    for (const [height, width] of [
      [21, 21],
      [32, 25],
    ] as const) {
      const images = tf.randomUniform([3, height, width, 3], -1, 1, 'float32', 1);
      const expected = model.predict(images) as tf.Tensor;
      const features = program.run(images);
      expect(features.shape).toEqual(expected.shape);
      expect(difference(await features.data(), await expected.data())).toBeLessThan(1e-5);
      tf.dispose([images, expected, features]);
    }
    program.dispose();
    model.dispose();
  });

  test('a run leaves nothing but its result, and dispose takes the weights', async () => {
    const source = everyKind();
    const instructions = await compiled(source);
    source.dispose();
    const images = tf.ones([2, 21, 21, 3]);
    const before = tf.memory();
    const program = loadProgram(instructions);
    const loaded = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) program.run(images).dispose();
    expect(tf.memory().numTensors).toBe(loaded);
    program.dispose();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
    images.dispose();
  });
});

/** Those that `npm run models` has prepared, as `npm test` does before. */
const prepared = readdirSync(MODELS).filter((id) => existsSync(join(MODELS, id, 'model.json')));

test('the backbone that the page starts with is prepared', () => {
  expect(prepared).toContain('mobilenet-v3');
});

test.each(prepared)('%s compiled computes what its LayersModel does', { timeout: 120_000 }, async (id) => {
  expect(await tf.setBackend('wasm')).toBe(true);
  const read = (file: string) => readFile(join(MODELS, id, file));
  const topology = parseTopology(JSON.parse((await read('model.json')).toString()));
  const shards = Buffer.concat(await Promise.all(topology.shards.map(read)));
  const weights = decodeWeights(topology.weights, Uint8Array.from(shards).buffer);
  const program = loadProgram(compile(topology, weights));
  const model = await loadBackbone(id);

  const rgb = tf.randomUniform<tf.Rank.R4>([1, 128, 128, 3], 0, 255, 'float32', 1);
  const images = pixelsFor((await readCard(id)).input, rgb);
  const loaded = tf.memory().numTensors;
  const expected = model.predict(images) as tf.Tensor;
  const features = program.run(images);
  expect(features.shape).toEqual(expected.shape);
  expect(difference(await features.data(), await expected.data())).toBeLessThan(1e-4);
  tf.dispose([expected, features]);
  expect(tf.memory().numTensors).toBe(loaded);
  tf.dispose([rgb, images]);
  program.dispose();
  model.dispose();
});
