import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  everyKind,
  ModelBuilder,
  type Window,
} from '../../../../test-support/engine/export/onnx/every-kind.ts';
import { exportInput } from '../../../../test-support/engine/export/onnx/export-input.ts';
import { runLayers } from '../../../../test-support/engine/export/onnx/run-layers.ts';
import { runOnnx } from '../../../../test-support/engine/export/onnx/run-onnx.ts';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import type { WholeModel } from '../../../core/export/whole-model.ts';
import { seededRandom } from '../../../core/random.ts';
import { onnxBytes } from './write-onnx.ts';

beforeAll(async () => {
  await startRuntime();
  expect(await tf.setBackend('cpu')).toBe(true);
});

const bytesOf = (model: WholeModel) => onnxBytes(exportInput(model));

function pixelsFor(dims: readonly number[]): Float32Array {
  const random = seededRandom('pixels');
  return Float32Array.from({ length: dims.reduce((product, size) => product * size, 1) }, () =>
    Math.floor(256 * random()),
  );
}

/** Largest difference over the largest value. */
function difference(values: Float32Array, expected: Float32Array): number {
  expect(values.length).toBe(expected.length);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  return (
    expected.reduce((most, value, i) => Math.max(most, Math.abs(value - (values[i] ?? Number.NaN))), 0) /
    largest
  );
}

/** [N, channels, height, width] → [N, height, width, channels]. */
function channelsLast(values: Float32Array, dims: readonly number[]): Float32Array {
  const picture = tf.tensor(values, [...dims]);
  const turned = tf.transpose(picture, [0, 2, 3, 1]);
  const result = Float32Array.from(turned.dataSync());
  tf.dispose([picture, turned]);
  return result;
}

test.each([
  [21, 21],
  [32, 25],
])(
  'onnxruntime answers %i × %i pictures as tfjs-layers does, with every kind of layer',
  async (height, width) => {
    const model = everyKind(height, width);
    const bytes = bytesOf(model);
    for (const pictures of [1, 3]) {
      const dims = [pictures, height, width, 3];
      const pixels = pixelsFor(dims);
      const expected = await runLayers(model, pixels, dims);
      const { probabilities } = await runOnnx(bytes, pixels, dims);
      expect(probabilities?.dims).toEqual([pictures, 4]);
      expect(difference(probabilities?.values ?? new Float32Array(), expected.values)).toBeLessThan(1e-5);
      // Not a softmax that is sure of one class whatever comes in.
      expect(Math.max(...expected.values)).toBeLessThan(0.99);
    }
  },
);

describe('a window slides as in TensorFlow, whatever its size, its strides and its padding', () => {
  const side = fc.integer({ min: 1, max: 9 });
  const kernel = fc.integer({ min: 1, max: 5 });
  const stride = fc.integer({ min: 1, max: 3 });
  const windows = fc
    .record({
      height: side,
      width: side,
      kernel: fc.tuple(kernel, kernel),
      // tfjs's depthwise convolution has one stride for both.
      strides: stride.map((size) => [size, size] as const),
      padding: fc.constantFrom('same' as const, 'valid' as const),
    })
    .filter(
      ({ height, width, kernel: [rows, columns], padding }) =>
        padding === 'same' || (rows <= height && columns <= width),
    );

  const builders: Record<string, (build: ModelBuilder, pixels: string, window: Window) => string> = {
    Conv2D: (build, pixels, window) => build.conv(pixels, 3, 2, window),
    DepthwiseConv2D: (build, pixels, window) => build.depthwise(pixels, 3, 2, window),
    MaxPooling2D: (build, pixels, window) => build.pool(pixels, 'Max', window),
    AveragePooling2D: (build, pixels, window) => build.pool(pixels, 'Average', window),
  };

  test.each(Object.entries(builders))('%s', async (_, add) => {
    await fc.assert(
      fc.asyncProperty(windows, async ({ height, width, ...window }) => {
        const build = new ModelBuilder();
        const model = build.model(add(build, build.input(height, width), window));
        const dims = [2, height, width, 3];
        const pixels = pixelsFor(dims);
        const expected = await runLayers(model, pixels, dims);
        const { probabilities: output } = await runOnnx(bytesOf(model), pixels, dims);
        const [n, rows, columns, channels] = expected.dims;
        expect(output?.dims).toEqual([n, channels, rows, columns]);
        const values = channelsLast(output?.values ?? new Float32Array(), output?.dims ?? []);
        expect(difference(values, expected.values)).toBeLessThan(1e-5);
      }),
      { numRuns: 30 },
    );
  });
});
