import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import { seededRandom } from '../../../core/random.ts';
import { registerWasmGradients } from './register.ts';

beforeAll(async () => {
  await startRuntime();
  registerWasmGradients();
});

type Shape = [number, number, number, number];

function values(shape: readonly number[], seed: string): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: shape.reduce((product, n) => product * n, 1) }, () => random() - 0.5);
}

interface Case {
  readonly image: [number, number];
  readonly filter: [number, number];
  readonly strides: [number, number];
  readonly padding: 'same' | 'valid';
}

const sizes: Pick<Case, 'image' | 'filter' | 'strides'>[] = [
  { image: [4, 4], filter: [1, 1], strides: [1, 1] },
  { image: [7, 6], filter: [1, 1], strides: [2, 2] },
  { image: [7, 7], filter: [3, 3], strides: [1, 1] },
  { image: [7, 8], filter: [3, 3], strides: [2, 2] },
  { image: [8, 7], filter: [3, 3], strides: [2, 2] },
  { image: [9, 8], filter: [5, 5], strides: [1, 1] },
  { image: [9, 14], filter: [5, 5], strides: [2, 2] },
  { image: [9, 9], filter: [1, 7], strides: [1, 1] },
  { image: [9, 9], filter: [7, 1], strides: [1, 1] },
  { image: [15, 14], filter: [7, 7], strides: [2, 2] },
  { image: [10, 11], filter: [2, 4], strides: [2, 3] },
  { image: [11, 7], filter: [2, 2], strides: [3, 1] },
];
const cases: Case[] = sizes.flatMap((size) => [
  { ...size, padding: 'same' },
  { ...size, padding: 'valid' },
]);

/** Σ y · weight over the convolution's outputs y, and its gradients by tfjs's own autodiff. */
async function gradients(backend: string, depthwise: boolean, options: Case, channels: number) {
  expect(await tf.setBackend(backend)).toBe(true);
  const { image, filter, strides, padding } = options;
  const xShape: Shape = [2, ...image, channels];
  const filterShape: Shape = [...filter, channels, depthwise ? 1 : channels + 2];
  const convolve = (x: tf.Tensor, w: tf.Tensor): tf.Tensor =>
    depthwise
      ? tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, padding)
      : tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, padding);
  const results = tf.tidy(() => {
    const x = tf.tensor4d(values(xShape, 'x'), xShape);
    const w = tf.tensor4d(values(filterShape, 'w'), filterShape);
    const y = convolve(x, w);
    const weight = tf.tensor(values(y.shape, 'dy'), y.shape);
    return [y, ...tf.grads(convolve)([x, w], weight)];
  });
  const read = await Promise.all(results.map(async (result) => [result.shape, await result.data()] as const));
  for (const result of results) result.dispose();
  return read;
}

function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  return Array.from(actual).reduce(
    (largest, value, i) => Math.max(largest, Math.abs(value - (expected[i] ?? Number.NaN))),
    0,
  );
}

describe.each([
  ['convolution', false, 3],
  ['convolution of many channels', false, 13],
  ['depthwise convolution', true, 3],
  ['depthwise convolution of many channels', true, 17],
])('%s', (_, depthwise, channels) => {
  test.each(cases)('%j: WASM’s gradients are those of the CPU backend', async (options) => {
    const expected = await gradients('cpu', depthwise, options, channels);
    const actual = await gradients('wasm', depthwise, options, channels);
    actual.forEach(([shape, data], i) => {
      const [expectedShape, expectedData] = expected[i] ?? [[], []];
      expect(shape).toEqual(expectedShape);
      const error = largestDifference(data, expectedData);
      expect(error).toBeLessThan(2e-5);
    });
  });
});

test.each([
  ['convolution', false, 24],
  ['depthwise convolution', true, 24],
])('%s: a picture that is worked on in pieces', async (_, depthwise, channels) => {
  const options: Case = { image: [40, 41], filter: [2, 2], strides: [1, 1], padding: 'same' };
  const expected = await gradients('cpu', depthwise, options, channels);
  const actual = await gradients('wasm', depthwise, options, channels);
  actual.forEach(([, data], i) => {
    const [, expectedData = []] = expected[i] ?? [];
    const error = largestDifference(data, expectedData);
    expect(error).toBeLessThan(2e-4);
  });
});

test('no tensors are left behind', async () => {
  expect(await tf.setBackend('wasm')).toBe(true);
  const options: Case = { image: [9, 9], filter: [3, 3], strides: [2, 2], padding: 'same' };
  await gradients('wasm', true, options, 4);
  const { numTensors, numDataBuffers } = tf.memory();
  for (const depthwise of [true, false]) await gradients('wasm', depthwise, options, 4);
  expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
});

test('what the gradients do not know is refused', () => {
  const x = tf.ones<tf.Rank.R4>([1, 4, 4, 2]);
  const filter = tf.ones<tf.Rank.R4>([3, 3, 2, 2]);
  const gradient = tf.grads((a: tf.Tensor, b: tf.Tensor) =>
    tf.depthwiseConv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, 'same'),
  );
  expect(() => gradient([x, filter])).toThrow('one depthwise kernel');
  tf.dispose([x, filter]);
});
