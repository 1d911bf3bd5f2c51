import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { modelOfLayers, startRuntime } from '../../../test-support/engine/runtime.ts';
import { CONV, CONV_BIAS, DEPTHWISE, DEPTHWISE_BIAS, everyOperator } from './fixture/every-operator.ts';
import { averagePool, conv, each, join, maxPool, type Picture, pad } from './fixture/plain-operators.ts';
import { readTflite } from './read-tflite.ts';
import { runTflite } from './run-tflite.ts';
import { tfliteConverter } from './tflite-source.ts';

beforeAll(startRuntime);

const graph = readTflite(everyOperator());
const CUTS = ['net/conv', 'net/both', 'net/sum'];
const layerName = (tensor: string) => tensor.replace('net/', '');

/** Of another size than the graph was frozen at. */
const pixels = (() => {
  const random = seededRandom('pixels');
  return Array.from({ length: 6 }, () =>
    Array.from({ length: 9 }, () => Array.from({ length: 3 }, () => 2 * random() - 1)),
  );
})();

/** The graph's operators, written out. */
function expected(): Readonly<Record<string, Picture>> {
  const value = ({ data, scale, zero }: typeof CONV, index: number) => ((data[index] ?? 0) - zero) * scale;
  const linear = conv(
    pad(pixels, 1, 2, 0, 1),
    { size: [3, 3], stride: 2 },
    CONV_BIAS.values.map((bias) => bias * CONV_BIAS.scale),
    (out, y, x, channel) => value(CONV, ((out * 3 + y) * 3 + x) * 3 + channel),
  );
  const relu = each(linear, (v) => Math.max(v, 0));
  const deep = conv(relu, { size: [3, 3], stride: 1 }, DEPTHWISE_BIAS, (out, y, x, channel) =>
    out === channel ? value(DEPTHWISE, (y * 3 + x) * 4 + channel) : 0,
  );
  const max = maxPool(deep, { size: [2, 3], stride: 1 });
  const mean = each(averagePool(deep, { size: [3, 3], stride: 1 }), (v) => Math.min(Math.max(v, 0), 6));
  return {
    linear,
    deep,
    'net/conv': relu,
    'net/both': join(max, mean, (a, b) => [...a, ...b]),
    'net/sum': join(deep, max, (a, b) => a.map((v, channel) => Math.max(v + (b[channel] ?? 0), 0))),
  };
}

function expectClose(got: tf.Tensor, picture: Picture | undefined): void {
  const values = (picture ?? []).flat(2);
  expect(got.size).toBe(values.length);
  for (const [index, value] of [...got.dataSync()].entries())
    expect(value).toBeCloseTo(values[index] ?? 0, 4);
}

test('there is something for the ReLUs to clip that the file does not name', () => {
  const { linear = [], deep = [] } = expected();
  expect(linear.flat(2).some((value) => value < 0)).toBe(true);
  expect(deep.flat(2).some((value) => value < 0)).toBe(true);
});

function converted(...wanted: readonly string[]) {
  const converter = tfliteConverter({ model: graph, layerName });
  for (const tensor of wanted) converter.convert(tensor);
  return converter;
}

describe.each(CUTS)('%s', (cut) => {
  test('by the conversion is what its operators give when they are written out', async () => {
    const { layers } = converted(cut);
    const model = await modelOfLayers('every-operator', layers);
    expectClose(model.predict(tf.tensor4d([pixels])) as tf.Tensor, expected()[cut]);
  });

  test('by the reference too', () => {
    expectClose(runTflite(graph, tf.tensor4d([pixels]), cut), expected()[cut]);
  });
});

test('several cuts share their layers, which come from the tensors by name', () => {
  const { layers, sources } = converted(...CUTS);
  expect(layers.map(({ name }) => name)).toEqual([
    'input',
    'pad',
    'conv',
    'conv_relu',
    'deep',
    'max',
    'mean',
    'mean_relu',
    'both',
    'sum',
    'sum_relu',
  ]);
  expect(sources.get('conv_relu')).toBe('net/conv');
  const one = converted('net/conv');
  expect(one.layers.map(({ name }) => name)).toEqual(['input', 'pad', 'conv', 'conv_relu']);
});

test('an operator without a rule, and what is not in the graph, is named', () => {
  const cut = (model: typeof graph, name: string) => () =>
    tfliteConverter({ model, layerName }).convert(name);
  expect(cut(readTflite(everyOperator(8)), 'net/softmax')).toThrow('net/softmax: no rule for SOFTMAX');
  expect(cut(graph, 'net/softmax')).toThrow('net/softmax: no rule for Wavelet');
  expect(cut(graph, 'net/other')).toThrow('net/other: the graph has no such tensor');
  expect(cut(graph, 'kernel')).toThrow('kernel: no operator makes it');
});

test.each([
  ['dilation', 1, { dilation: [2, 2] }, 'net/conv: a dilated convolution'],
  ['axis', 5, { axis: 1 }, 'net/both: does not join channels'],
  ['activation', 6, { activation: 'tanh' }, 'net/sum: no rule for the activation tanh'],
])('an option that no layer has is refused: %s', (_, index, change, message) => {
  const operators = graph.operators.map((one, i) => (i === index ? { ...one, ...change } : one));
  const model = { ...graph, operators } as typeof graph;
  const converter = tfliteConverter({ model, layerName });
  expect(() => CUTS.map(converter.convert)).toThrow(message);
});
