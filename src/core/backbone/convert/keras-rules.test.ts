import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { modelOfLayers, startRuntime } from '../../../../test-support/engine/runtime.ts';
import { relativeError } from '../../../../test-support/relative-error.ts';
import { ConversionError } from './conversion-error.ts';
import { kerasModel } from './keras-model.ts';
import { namesOfLayer } from './keras-weights.ts';
import type { Tensor } from './layers.ts';
import { kerasConverter, type LayersSource } from './layers-source.ts';

beforeAll(startRuntime);

const vector = (...values: number[]): Tensor => ({
  shape: [values.length],
  values: Float32Array.from(values),
});

/** The layers up to one of them. */
function upTo({ cut, ...source }: LayersSource & { readonly cut: string }) {
  const converter = kerasConverter(source);
  converter.convert(cut);
  return converter;
}

/** What a layer gives for pixels of 0…255; it is the only one. */
async function output(layer: object, weights: ReadonlyMap<string, Tensor>, version = '3.15.1') {
  const input = { class_name: 'InputLayer', config: { name: 'pixels', batch_shape: [null, 4, 4, 3] } };
  const topology = {
    keras_version: version,
    model_config: { class_name: 'Sequential', config: { layers: [input, layer] } },
  };
  const { layers, version: major } = kerasModel(topology);
  const cut = layers.at(-1)?.name ?? '';
  const converted = upTo({ layers, weights, cut, layerName: (name) => name, version: major });
  const model = await modelOfLayers('one', converted.layers);
  return (model.predict(pixels()) as tf.Tensor).data();
}

const pixels = (): tf.Tensor4D =>
  tf.tensor4d(
    Array.from({ length: 48 }, (_, i) => (i * 53) % 256),
    [1, 4, 4, 3],
  );
/** The layer's definition, at a value of a channel. */
const expected = (of: (value: number, channel: number) => number): number[] =>
  [...pixels().dataSync()].map((value, i) => of(value, i % 3));

const layer = (class_name: string, config: object) => ({ class_name, config: { name: 'one', ...config } });
const SCALES = [0.1, 0.2, 0.3];
const MEANS = [0.485, 0.456, 0.406];
const VARIANCES = [0.2, 0.3, 0.5];

describe('what prepares pixels does what Keras documents', () => {
  test.each([
    [
      'Rescaling by a number a channel, as EfficientNet has it',
      layer('Rescaling', { scale: SCALES, offset: 0.5 }),
      (value: number, c: number) => value * (SCALES[c] ?? 0) + 0.5,
    ],
    [
      'Normalization, adapted',
      layer('Normalization', { axis: [-1], mean: null, variance: null, invert: false }),
      (value: number, c: number) => (value - (MEANS[c] ?? 0)) / Math.sqrt(VARIANCES[c] ?? 0),
    ],
    [
      'Normalization, backwards',
      layer('Normalization', { axis: 3, mean: MEANS, variance: VARIANCES, invert: true }),
      (value: number, c: number) => value * Math.sqrt(VARIANCES[c] ?? 0) + (MEANS[c] ?? 0),
    ],
    [
      'Normalization by one mean for all',
      layer('Normalization', { axis: null, mean: 127.5, variance: 100 }),
      (value: number) => (value - 127.5) / 10,
    ],
  ])('%s', async (_, one, of) => {
    const weights = new Map([
      ['one/mean', vector(...MEANS)],
      ['one/variance', vector(...VARIANCES)],
    ]);
    expect(relativeError(await output(one, weights), expected(of))).toBeLessThan(1e-6);
  });

  test('a normalisation of another number of channels is refused by name', async () => {
    const four = layer('Normalization', { axis: -1, mean: [1, 2, 3, 4], variance: [1, 1, 1, 1] });
    await expect(output(four, new Map())).rejects.toThrow(
      new ConversionError('one', '4 numbers for the 3 channels that come'),
    );
  });
});

describe('numbers beside a layer’s output', () => {
  const history = (name: string) => ({
    class_name: '__keras_tensor__',
    config: { keras_history: [name, 0, 0] },
  });
  /** A functional model of one operation, as Keras 3 or Keras 2 describes it. */
  async function calculated(class_name: string, config: object, call: unknown) {
    const input = {
      class_name: 'InputLayer',
      name: 'x',
      config: { name: 'x', batch_shape: [null, 4, 4, 3] },
      inbound_nodes: [],
    };
    const one = { class_name, name: 'one', config: { name: 'one', ...config }, inbound_nodes: [call] };
    const { layers } = kerasModel({
      class_name: 'Functional',
      config: { layers: [input, one], input_layers: [['x', 0, 0]], output_layers: [['one', 0, 0]] },
    });
    const converted = upTo({ layers, weights: new Map(), cut: 'one', layerName: (name) => name });
    const model = await modelOfLayers('one', converted.layers);
    return (model.predict(pixels()) as tf.Tensor).data();
  }
  const keras3 = (...args: unknown[]) => ({ args, kwargs: {} });

  test.each([
    ['TrueDivide', {}, keras3(history('x'), 127.5), (x: number) => x / 127.5],
    ['Subtract', {}, keras3(history('x'), 1), (x: number) => x - 1],
    ['Subtract', {}, keras3(255, history('x')), (x: number) => 255 - x],
    ['Add', {}, keras3(history('x'), 3), (x: number) => x + 3],
    ['Multiply', {}, keras3(0.5, history('x')), (x: number) => x * 0.5],
    [
      'TFOpLambda',
      { function: 'math.truediv' },
      ['x', 0, 0, { y: 127.5, name: null }],
      (x: number) => x / 127.5,
    ],
    ['TFOpLambda', { function: 'math.subtract' }, [['x', 0, 0, { y: 1 }]], (x: number) => x - 1],
  ])('%s %o', async (kind, config, call, of) => {
    expect(relativeError(await calculated(kind, config, call), expected(of))).toBeLessThan(1e-6);
  });

  test('a number divided by pixels, and what no rule covers, are refused by name', async () => {
    await expect(calculated('TrueDivide', {}, keras3(1, history('x')))).rejects.toThrow(
      'one: a number divided',
    );
    await expect(calculated('GetItem', {}, keras3(history('x'), null))).rejects.toThrow(
      'one: no rule for GetItem',
    );
  });

  test('InceptionResNetV2’s joins add a part of the second input to the first', async () => {
    const call = keras3([history('x'), history('x')]);
    expect(
      relativeError(
        await calculated('CustomScaleLayer', { scale: 0.17 }, call),
        expected((x) => x * 1.17),
      ),
    ).toBeLessThan(1e-6);
  });
});

describe('activations that changed their meaning', () => {
  const gate = (x: number): number => Math.min(Math.max(x + 3, 0), 6) / 6;
  const small = (of: (x: number) => number) => expected((value) => of(value / 32 - 4));
  /** Over values from −4 to 4. */
  async function activated(activation: string, version: string) {
    const input = { class_name: 'InputLayer', config: { name: 'pixels', batch_shape: [null, 4, 4, 3] } };
    const layers = [
      input,
      { class_name: 'Rescaling', config: { name: 'small', scale: 1 / 32, offset: -4 } },
      layer('Activation', { activation }),
    ];
    const model = kerasModel({
      keras_version: version,
      model_config: { class_name: 'Sequential', config: { layers } },
    });
    const converted = upTo({
      ...model,
      weights: new Map(),
      cut: 'one',
      layerName: (name) => name,
    });
    return ((await modelOfLayers('one', converted.layers)).predict(pixels()) as tf.Tensor).data();
  }

  test('hard_sigmoid is relu6(x + 3) / 6 in Keras 3, and 0.2 x + 0.5 within 0 and 1 before', async () => {
    expect(relativeError(await activated('hard_sigmoid', '3.15.1'), small(gate))).toBeLessThan(1e-5);
    const before = (x: number): number => Math.min(Math.max(0.2 * x + 0.5, 0), 1);
    expect(relativeError(await activated('hard_sigmoid', '2.15.0'), small(before))).toBeLessThan(1e-5);
  });

  test('hard_swish', async () => {
    expect(
      relativeError(
        await activated('hard_silu', '3.15.1'),
        small((x) => x * gate(x)),
      ),
    ).toBeLessThan(1e-5);
  });
});

test('layers of one name in two models are two, each in its group', () => {
  const inner = (name: string) => ({
    class_name: 'Sequential',
    config: { name, layers: [layer('Conv2D', { batch_input_shape: [null, 8, 8, 3] })] },
  });
  const { layers } = kerasModel({
    class_name: 'Sequential',
    config: { name: 'outer', layers: [inner('a'), inner('b'), layer('Conv2D', {})] },
  });
  expect(layers.map(({ name, stored }) => [name, stored.group, stored.within])).toEqual([
    ['one_input', 'layers/sequential/layers/conv2d', 'a'],
    ['one', 'layers/sequential/layers/conv2d', 'a'],
    ['one_2', 'layers/sequential_1/layers/conv2d', 'b'],
    ['one_3', 'layers/conv2d', null],
  ]);
});

test('the weights of a layer within a model are told by their paths', () => {
  const names = ['base/conv/kernel:0', 'conv/bias:0', 'base/my_conv/kernel:0', 'base/conv/depth/kernel'];
  const stored = { group: '', name: 'conv', within: 'base' };
  expect(namesOfLayer(names, stored)).toEqual(['base/conv/kernel:0', 'conv/bias:0']);
  expect(namesOfLayer(['conv/conv_W_1:0'], { ...stored, within: null })).toEqual(['conv/conv_W_1:0']);
});
