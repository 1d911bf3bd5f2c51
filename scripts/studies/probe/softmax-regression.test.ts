import * as tf from '@tensorflow/tfjs-core';
import { layers as keras, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { relativeError } from '../../../test-support/relative-error.ts';
import { countCorrect, standardiser, trainSoftmaxRegression } from './softmax-regression.ts';

beforeAll(startRuntime);

const random = seededRandom('rows');
const rows = Array.from({ length: 32 }, () => Float32Array.from({ length: 5 }, () => 4 * random() - 1));
const labels = rows.map(([first = 0, second = 0]) => (first > 1 ? 0 : second > 1 ? 1 : 2));

/** One batch an epoch, so that the order of the rows does not matter. */
test('trains as tfjs-layers does from the same start: 30 epochs of Adam on the cross-entropy', async () => {
  const model = sequential({
    layers: [keras.dense({ inputShape: [5], units: 3, activation: 'softmax', kernelInitializer: 'zeros' })],
  });
  model.compile({ optimizer: tf.train.adam(1e-3), loss: 'categoricalCrossentropy' });
  const x = tf.tensor2d(rows.map((row) => [...row]));
  const y = tf.oneHot(tf.tensor1d(labels, 'int32'), 3);
  await model.fit(x, y, { epochs: 30, batchSize: 32, verbose: 0, yieldEvery: 'never' });
  const expected = Array.from(await (model.predict(x) as tf.Tensor).data());

  const classify = trainSoftmaxRegression({ features: rows, labels }, 3, seededRandom(1));
  const actual = rows.flatMap((row) => {
    const powers = classify(row).map(Math.exp);
    const sum = powers.reduce((a, b) => a + b);
    return powers.map((power) => power / sum);
  });
  expect(relativeError(actual, expected)).toBeLessThan(1e-4);
});

test('standardises to mean 0 and deviation 1, and leaves a constant column at 0', () => {
  const train = [Float32Array.of(1, 7), Float32Array.of(3, 7)];
  expect(train.map(standardiser(train))).toEqual([Float32Array.of(-1, 0), Float32Array.of(1, 0)]);
});

test('counts the rows whose largest score is the label', () => {
  const set = { features: [Float32Array.of(1), Float32Array.of(-1), Float32Array.of(2)], labels: [0, 1, 1] };
  expect(countCorrect(([value = 0]) => [value, 0], set)).toBe(2);
});
