import * as tf from '@tensorflow/tfjs-core';
import { model as makeModel } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import type { Layer, Tensor } from '../../src/core/backbone/convert/layers.ts';
import { countMultiplyAdds, shapesOf } from '../../src/core/backbone/convert/shapes.ts';
import { modelOfLayers, startRuntime } from '../../test-support/engine/runtime.ts';
import { type Artefact, artefactsOf, hashOf } from './artefacts.ts';

beforeAll(startRuntime);

const constant = (shape: readonly number[], value: number): Tensor => ({
  shape,
  values: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(value),
});

/** What each weight is quantised to, by name. */
function storedTypes(model: Artefact | undefined): ReadonlyMap<string, string | undefined> {
  const { weightsManifest } = JSON.parse(Buffer.from(model?.bytes ?? []).toString()) as {
    weightsManifest: { weights: { name: string; quantization?: { dtype: string } }[] }[];
  };
  return new Map(
    weightsManifest.flatMap(({ weights }) => weights.map((one) => [one.name, one.quantization?.dtype])),
  );
}

/** One layer of each kind, strides and paddings that don't divide evenly among them. */
const LAYERS: readonly Layer[] = [
  { name: 'input', kind: 'InputLayer', inputs: [] },
  {
    name: 'pad',
    kind: 'ZeroPadding2D',
    inputs: ['input'],
    padding: [
      [1, 2],
      [0, 1],
    ],
  },
  {
    name: 'conv',
    kind: 'Conv2D',
    inputs: ['pad'],
    kernel: constant([3, 2, 3, 4], 0.5),
    bias: constant([4], 1),
    strides: [2, 2],
    padding: 'valid',
  },
  {
    name: 'deep',
    kind: 'DepthwiseConv2D',
    inputs: ['conv'],
    kernel: constant([3, 3, 4, 1], 0.5),
    bias: constant([4], 1),
    strides: [2, 2],
    padding: 'same',
  },
  { name: 'relu', kind: 'ReLU', inputs: ['deep'], maxValue: 6 },
  { name: 'scale', kind: 'Rescaling', inputs: ['relu'], scale: 2, offset: -1 },
  { name: 'sigmoid', kind: 'Activation', activation: 'sigmoid', inputs: ['scale'] },
  { name: 'add', kind: 'Add', inputs: ['relu', 'sigmoid'] },
  { name: 'pool', kind: 'GlobalAveragePooling2D', inputs: ['add'] },
  { name: 'gate', kind: 'Reshape', inputs: ['pool'], targetShape: [1, 1, 4] },
  { name: 'gated', kind: 'Multiply', inputs: ['gate', 'add'] },
  {
    name: 'max',
    kind: 'MaxPooling2D',
    inputs: ['gated'],
    poolSize: [3, 3],
    strides: [1, 1],
    padding: 'same',
  },
  {
    name: 'mean',
    kind: 'AveragePooling2D',
    inputs: ['gated'],
    poolSize: [3, 3],
    strides: [1, 1],
    padding: 'same',
  },
  { name: 'both', kind: 'Concatenate', inputs: ['max', 'mean'] },
  { name: 'features', kind: 'GlobalAveragePooling2D', inputs: ['both'] },
];

test('tfjs builds the same layers with the same shapes, at more than one size', async () => {
  const model = await modelOfLayers('all-kinds', LAYERS);
  for (const side of [13, 16]) {
    const shapes = shapesOf(LAYERS, side);
    const outputs = LAYERS.slice(1).map(({ name }) => model.getLayer(name).output);
    const all = makeModel({ inputs: model.inputs, outputs: outputs.flat() });
    const made = all.predict(tf.ones([1, side, side, 3])) as tf.Tensor[];
    expect(made.map(({ shape }) => shape.slice(1))).toEqual(
      LAYERS.slice(1).map(({ name }) => shapes.get(name)),
    );
  }
});

test('multiply-adds are counted by the definition: output positions times kernel', () => {
  // 13 + 3 rows and 13 + 1 columns, a 3×2 kernel at stride 2: 7×7 of 4 channels; depthwise at stride 2: 4×4.
  expect(countMultiplyAdds(LAYERS, 13)).toBe(7 * 7 * 3 * 2 * 3 * 4 + 4 * 4 * 3 * 3 * 4);
});

test('the shards are float16, 4 MiB at most, and the same every time', () => {
  const kernel = constant([1, 1, 3, 1_000_000], 1.5);
  const big: readonly Layer[] = [
    { name: 'input', kind: 'InputLayer', inputs: [] },
    {
      name: 'conv',
      kind: 'Conv2D',
      inputs: ['input'],
      kernel,
      bias: constant([1_000_000], -2),
      strides: [1, 1],
      padding: 'same',
    },
  ];
  const artefacts = artefactsOf('big', big);
  const [, first] = artefacts;
  expect(artefacts.map(({ path }) => path)).toEqual([
    'model.json',
    'group1-shard1of2.bin',
    'group1-shard2of2.bin',
  ]);
  expect(artefacts.slice(1).map(({ bytes }) => bytes.length)).toEqual([4 * 2 ** 20, 8_000_000 - 4 * 2 ** 20]);
  // 1.5 is 0x3e00, little-endian.
  expect([...(first?.bytes.slice(0, 4) ?? [])]).toEqual([0x00, 0x3e, 0x00, 0x3e]);
  expect(hashOf(artefactsOf('big', big))).toBe(hashOf(artefacts));
});

test('a weight beyond float16 keeps its 32 bits', () => {
  // Large enough to be stored as float16 otherwise.
  const layers = LAYERS.map((layer) =>
    layer.name === 'conv' ? { ...layer, bias: constant([40_000], 1e5) } : layer,
  );
  const [model] = artefactsOf('large', layers as Layer[]);
  expect(storedTypes(model).get('conv/bias')).toBeUndefined();
  expect(storedTypes(model).get('conv/kernel')).toBe('float16');
});

test("integers of 8 bits stay so, and tfjs reads the source's values from them", () => {
  // A float32 scale, as sources have them: 0.1 is not one.
  const scale = Math.fround(0.1);
  const integers = Uint8Array.of(0, 77, 255);
  const values = Float32Array.from(integers, (integer) => (integer - 128) * scale);
  const kernel: Tensor = { shape: [1, 1, 3, 1], values, quantised: { integers, scale, min: -128 * scale } };
  const artefacts = artefactsOf('quantised', [
    { name: 'input', kind: 'InputLayer', inputs: [] },
    {
      name: 'conv',
      kind: 'Conv2D',
      inputs: ['input'],
      kernel,
      bias: constant([1], 0),
      strides: [1, 1],
      padding: 'same',
    },
  ]);
  expect(storedTypes(artefacts[0]).get('conv/kernel')).toBe('uint8');
  const [model, shard] = artefacts;
  const { weightsManifest } = JSON.parse(Buffer.from(model?.bytes ?? []).toString());
  const decoded = tf.io.decodeWeights(Uint8Array.from(shard?.bytes ?? []).buffer, weightsManifest[0].weights);
  expect(decoded['conv/kernel']?.dataSync()).toEqual(values);
});

test('float16 is kept for what it does not change and for what is large', () => {
  const conv = (name: string, input: string, channels: number, value: number): Layer => ({
    name,
    kind: 'Conv2D',
    inputs: [input],
    kernel: constant([1, 1, channels, 200], value),
    bias: constant([200], 0),
    strides: [1, 1],
    padding: 'same',
  });
  const [model] = artefactsOf('net', [
    { name: 'input', kind: 'InputLayer', inputs: [] },
    conv('exact', 'input', 3, 0.5),
    conv('small', 'exact', 199, 0.1),
    conv('large', 'small', 200, 0.1),
  ]);
  const stored = storedTypes(model);
  expect(stored.get('exact/kernel')).toBe('float16');
  expect(stored.get('small/kernel')).toBeUndefined();
  expect(stored.get('large/kernel')).toBe('float16');
});
