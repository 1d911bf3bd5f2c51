import { tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { bring, featuresOf, refusal } from '../../../../test-support/engine/backbone/own/brought.ts';
import { hdf5File } from '../../../../test-support/engine/backbone/own/hdf5-file.ts';
import { vggConvolutions, vggFile } from '../../../../test-support/engine/backbone/own/vgg-file.ts';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import type { Tensor } from '../../../core/backbone/convert/layers.ts';
import { inputCandidates, sameInput } from '../../../core/backbone/own-input.ts';

beforeAll(startRuntime);

const WIDTHS = [4, 4, 8, 8, 8];
const SIDE = 40;

/** Rows × columns of pixels of some channels, as nested loops read them. */
interface Picture {
  readonly side: number;
  readonly channels: number;
  readonly values: Float64Array;
}

/** A 3×3 convolution with zeros around the picture, and ReLU, by their definition. */
function convolve({ side, channels, values }: Picture, kernel: Tensor, bias: Tensor): Picture {
  const width = bias.values.length;
  const result = new Float64Array(side * side * width);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      for (let out = 0; out < width; out++) {
        let sum = bias.values[out] ?? 0;
        for (let i = 0; i < 3; i++)
          for (let j = 0; j < 3; j++) {
            const [y, x] = [row + i - 1, column + j - 1];
            if (y < 0 || x < 0 || y >= side || x >= side) continue;
            for (let c = 0; c < channels; c++)
              sum +=
                (values[(y * side + x) * channels + c] ?? 0) *
                (kernel.values[((i * 3 + j) * channels + c) * width + out] ?? 0);
          }
        result[(row * side + column) * width + out] = Math.max(sum, 0);
      }
  return { side, channels: width, values: result };
}

/** The largest of each 2 × 2 pixels; a last odd row and column are left out. */
function pool({ side, channels, values }: Picture): Picture {
  const half = Math.floor(side / 2);
  const result = new Float64Array(half * half * channels);
  for (let row = 0; row < half; row++)
    for (let column = 0; column < half; column++)
      for (let c = 0; c < channels; c++) {
        const at = (i: number, j: number): number =>
          values[((2 * row + i) * side + 2 * column + j) * channels + c] ?? 0;
        result[(row * half + column) * channels + c] = Math.max(at(0, 0), at(0, 1), at(1, 0), at(1, 1));
      }
  return { side: half, channels, values: result };
}

const average = ({ side, channels, values }: Picture): number[] =>
  Array.from({ length: channels }, (_, c) => {
    let sum = 0;
    for (let i = 0; i < side * side; i++) sum += values[i * channels + c] ?? 0;
    return sum / side ** 2;
  });

const pixels = Float32Array.from({ length: SIDE * SIDE * 3 }, (_, i) => ((i * 37) % 256) - 120);

describe.each(['vgg-16', 'vgg-19'] as const)('%s', (id) => {
  const convolutions = vggConvolutions(id, WIDTHS);

  test('is known by its layers, and gives what its definition gives, block by block', async () => {
    const own = await bring('vgg_notop.h5', await vggFile(convolutions));
    expect(own).toMatchObject({ name: id.toUpperCase(), format: 'keras-model', size: null, leftOut: null });
    expect(own.cuts.map(({ block }) => block)).toEqual(['block1', 'block2', 'block3', 'block4', 'block5']);
    expect(own.cuts.map(({ features }) => features)).toEqual(WIDTHS);
    const weights = convolutions.flatMap(({ kernel, bias }) => [...kernel.values, ...bias.values]);
    expect(own.parameters).toBe(weights.length);

    const images = tensor4d(pixels, [1, SIDE, SIDE, 3]);
    let picture: Picture = { side: SIDE, channels: 3, values: Float64Array.from(pixels) };
    for (const { block, layer } of own.cuts) {
      for (const { name, kernel, bias } of convolutions)
        if (name.startsWith(`${block}_`)) picture = convolve(picture, kernel, bias);
      picture = pool(picture);
      const expected = average(picture);
      const ours = await featuresOf(own, images, layer);
      const largest = Math.max(...expected);
      expect(largest).toBeGreaterThan(0);
      expected.forEach((value, i) => {
        expect(Math.abs((ours[i] ?? Number.NaN) - value) / largest, `${block} ${i}`).toBeLessThan(1e-5);
      });
    }
  });
});

test('the input of Keras’s documentation is among those that the page offers', async () => {
  const { input } = await bring('vgg.h5', await vggFile(vggConvolutions('vgg-16', WIDTHS)));
  // keras.applications.vgg16.preprocess_input, mode 'caffe'.
  expect(input).toEqual({ size: 224, channels: 'BGR', mean: [103.939, 116.779, 123.68], std: [1, 1, 1] });
  const offered = inputCandidates(224).filter((one) => input && sameInput(one.input, input));
  expect(offered.map(({ words }) => words)).toEqual(['BGR, minus the ImageNet mean (Caffe)']);
});

describe('what is not VGG', () => {
  const convolutions = vggConvolutions('vgg-16', WIDTHS);

  test('a layer of another shape is named', async () => {
    const wrong = convolutions.map((one) =>
      one.name === 'block3_conv2'
        ? { ...one, kernel: { shape: [1, 9, 8, 8], values: one.kernel.values } }
        : one,
    );
    expect(await refusal('a.h5', await vggFile(wrong))).toContain(
      'The layer “block3_conv2” stands in the way: a kernel of 1 × 9 × 8 × 8 with 8 biases, where VGG has 3 × 3 × 8.',
    );
  });

  test('a layer without weights is named', async () => {
    const names = convolutions.map(({ name }) => name);
    const empty = await hdf5File({ attributes: { '': { layer_names: names } }, values: new Map() });
    expect(await refusal('a.h5', empty)).toContain('The layer “block1_conv1” stands in the way');
  });

  test('other weights alone are told from a model', async () => {
    const words =
      'The file holds weights alone, not the network that they belong to. Save the whole model in Keras: model.save("network.keras").';
    expect(await refusal('a.h5', await vggFile(convolutions.slice(1)))).toContain(words);
    const values = new Map([['layers/conv2d/vars/0', { shape: [1], values: new Float32Array(1) }]]);
    expect(await refusal('model.weights.h5', await hdf5File({ attributes: {}, values }))).toContain(words);
    const other = new Map([['temperature', { shape: [1], values: new Float32Array(1) }]]);
    expect(await refusal('a.h5', await hdf5File({ attributes: {}, values: other }))).toContain(
      'This HDF5 file is no Keras model.',
    );
  });
});
