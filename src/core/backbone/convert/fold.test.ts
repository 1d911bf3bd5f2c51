import * as tf from '@tensorflow/tfjs-core';
import { layers as keras, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import { relativeError } from '../../../../test-support/relative-error.ts';
import { foldBatchNorm } from './fold.ts';
import type { Tensor } from './layers.ts';

beforeAll(startRuntime);

const shaped = (tensor: tf.Tensor): Tensor => ({
  shape: tensor.shape,
  values: Float32Array.from(tensor.dataSync()),
});

test.each([true, false])(
  'does what tfjs does with a convolution and its batch-norm (bias: %s)',
  async (useBias) => {
    const epsilon = 1.001e-5;
    const conv = keras.conv2d({ inputShape: [6, 5, 3], filters: 4, kernelSize: [3, 2], useBias });
    const norm = keras.batchNormalization({ epsilon });
    const model = sequential({ layers: [conv, norm] });
    const kernel = tf.randomNormal([3, 2, 3, 4], 0, 1, 'float32', 1);
    const bias = tf.randomNormal([4], 0, 1, 'float32', 2);
    conv.setWeights(useBias ? [kernel, bias] : [kernel]);
    const gamma = tf.tensor1d([0.5, -2, 1, 0]);
    const beta = tf.tensor1d([0.1, 0.2, -3, 4]);
    const mean = tf.tensor1d([1, -1, 0.3, 2]);
    const variance = tf.tensor1d([0.01, 4, 1e-6, 9]);
    norm.setWeights([gamma, beta, mean, variance]);

    const pixels: tf.Tensor4D = tf.randomNormal([2, 6, 5, 3], 0, 1, 'float32', 3);
    const expected = model.predict(pixels) as tf.Tensor;

    const folded = foldBatchNorm(shaped(kernel), useBias ? shaped(bias) : undefined, {
      gamma: shaped(gamma),
      beta: shaped(beta),
      mean: shaped(mean),
      variance: shaped(variance),
      epsilon,
    });
    const filter = tf.tensor4d(folded.kernel.values, [3, 2, 3, 4]);
    const actual = tf.add(tf.conv2d(pixels, filter, 1, 'valid'), tf.tensor1d(folded.bias.values));
    expect(actual.shape).toEqual(expected.shape);
    expect(relativeError(await actual.data(), await expected.data())).toBeLessThan(1e-5);
  },
);

test('a batch-norm of other channels than the convolution is refused', () => {
  const four: Tensor = { shape: [4], values: new Float32Array(4) };
  const kernel: Tensor = { shape: [1, 1, 1, 3], values: new Float32Array(3) };
  expect(() =>
    foldBatchNorm(kernel, undefined, { gamma: four, beta: four, mean: four, variance: four, epsilon: 1e-3 }),
  ).toThrow('1,1,1,3');
});
