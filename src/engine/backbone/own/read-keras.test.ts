import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import * as keras from '@tensorflow/tfjs-layers';
import { describe, expect, test } from 'vitest';
import { bring, featuresOf } from '../../../../test-support/engine/backbone/own/brought.ts';
import { kerasFile, legacyFile } from '../../../../test-support/engine/backbone/own/keras-files.ts';
import { everyKind, fixturePicture } from '../../../../test-support/engine/export/keras/every-kind.ts';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import { relativeError } from '../../../../test-support/relative-error.ts';
import type { Tensor } from '../../../core/backbone/convert/layers.ts';
import { wholeParts } from '../../../core/export/whole-parts.ts';
import { predictProbabilities } from '../../../core/training/head.ts';
import { kerasArchive } from '../../export/keras/write-keras.ts';

await startRuntime();

const { layers } = keras;
type Value = keras.SymbolicTensor;
let seeds = 0;
const random = () => keras.initializers.randomNormal({ mean: 0, stddev: 0.5, seed: ++seeds });
const positive = () => keras.initializers.randomUniform({ minval: 0.3, maxval: 2, seed: ++seeds });
const conv = (name: string, filters: number, more: object = {}) =>
  layers.conv2d({
    name,
    filters,
    kernelSize: 3,
    padding: 'same',
    kernelInitializer: random(),
    biasInitializer: random(),
    ...more,
  });
const norm = (name: string, more: object = {}) =>
  layers.batchNormalization({
    name,
    gammaInitializer: random(),
    betaInitializer: random(),
    movingMeanInitializer: random(),
    movingVarianceInitializer: positive(),
    ...more,
  });
const chain = (x: Value, ...all: { apply(x: Value): unknown }[]): Value =>
  all.reduce((value, layer) => layer.apply(value) as Value, x);

const images: tf.Tensor4D = tf.tidy(() => tf.randomUniform([2, 24, 24, 3], 0, 255, 'float32', 7));

const scaled: tf.Tensor = tf.sub(tf.div(images, 127.5), 1);

/** The weights of a layer of a tfjs model, in Keras's order. */
function variables(model: keras.LayersModel, layer: string): readonly Tensor[] {
  return model
    .getLayer(layer)
    .getWeights()
    .map((weight) => ({ shape: weight.shape, values: weight.dataSync() as Float32Array }));
}

/** What tfjs's own model gives, averaged over space. */
async function averaged(model: keras.LayersModel, pixels: tf.Tensor): Promise<ArrayLike<number>> {
  return tf.mean(model.predict(pixels) as tf.Tensor, [1, 2]).data();
}

describe('a model with every kind of layer that the page exports', () => {
  const model = everyKind();
  const { head } = wholeParts(model);
  const picture = tf.tensor4d(fixturePicture(), [1, 16, 16, 3]);
  const fixture = join(import.meta.dirname, '../../../../test-support/engine/export/keras');
  const answer = JSON.parse(readFileSync(join(fixture, 'answer.json'), 'utf8')) as number[];

  // model.keras and answer.json were written by Keras 3.15.1 on JAX.
  test.each([
    ['as Keras wrote it', async () => new Uint8Array(readFileSync(join(fixture, 'model.keras')))],
    ['as the page exports it', () => kerasArchive(model, new Map(), new Date(0))],
  ])('%s: its features, through its head, are Keras’s answer', async (_, file) => {
    const own = await bring('model.keras', await file());
    expect(own).toMatchObject({ name: 'headstart', format: 'keras-model', size: 16, leftOut: null });
    const answered = predictProbabilities(head, await featuresOf(own, picture));
    expect(relativeError([...answered], answer)).toBeLessThan(1e-5);
  });
});

/** Convolutions, batch-norms with and without their parts, and joins; its last layer is 'joined'. */
function network(name: string): keras.LayersModel {
  const input = keras.input({ shape: [null, null, 3], name: 'input_1' });
  const stem = chain(
    input,
    conv('stem', 6, { strides: 2, useBias: false }),
    norm('stem_norm', { scale: false }),
    layers.reLU({ name: 'stem_relu', maxValue: 6 }),
  );
  const deep = chain(
    stem,
    layers.depthwiseConv2d({
      name: 'deep',
      kernelSize: 3,
      padding: 'same',
      depthwiseInitializer: random(),
      biasInitializer: random(),
    }),
    norm('deep_norm', { center: false }),
    layers.separableConv2d({
      name: 'apart',
      filters: 6,
      kernelSize: 3,
      padding: 'same',
      depthwiseInitializer: random(),
      pointwiseInitializer: random(),
      biasInitializer: random(),
    }),
    norm('apart_norm'),
    layers.leakyReLU({ name: 'leaky', alpha: 0.2 }),
  );
  const joined = layers.add({ name: 'joined' }).apply([stem, deep]) as Value;
  return keras.model({ name, inputs: input, outputs: joined });
}

/** Keras's names of the variables, as it writes them into an .h5 file. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  stem: ['kernel'],
  stem_norm: ['beta', 'moving_mean', 'moving_variance'],
  deep: ['depthwise_kernel', 'bias'],
  deep_norm: ['gamma', 'moving_mean', 'moving_variance'],
  apart: ['depthwise_kernel', 'pointwise_kernel', 'bias'],
  apart_norm: ['gamma', 'beta', 'moving_mean', 'moving_variance'],
};

const named = (model: keras.LayersModel, layer: string, scope = ''): readonly (readonly [string, Tensor])[] =>
  variables(model, layer).map((tensor, i) => [`${scope}${layer}/${VARIABLES[layer]?.[i]}:0`, tensor]);

/** tfjs describes its models as Keras 2 does. */
const describedBy = (model: keras.LayersModel): Record<string, unknown> =>
  (JSON.parse(String(model.toJSON())) as { model_config: Record<string, unknown> }).model_config ??
  JSON.parse(String(model.toJSON()));

describe('a network of batch-norms, depthwise, separable and joins, against tfjs’s own predict', () => {
  test('as an .h5 file, each layer in its group', async () => {
    const model = network('mine');
    const groups = model.layers.map(({ name }) => ({
      name,
      weights: new Map(VARIABLES[name] ? named(model, name) : []),
    }));
    const own = await bring('whole.h5', await legacyFile(describedBy(model), groups));
    expect(own).toMatchObject({ name: 'mine', size: null, leftOut: null });
    expect(relativeError(await featuresOf(own, images), await averaged(model, images))).toBeLessThan(1e-5);
  });

  test('as a .keras file, groups named by class and number', async () => {
    const model = network('model_3');
    const at = (path: string, name: string) => ({
      path: `layers/${path}`,
      name,
      variables: variables(model, name),
    });
    const bytes = await kerasFile(describedBy(model), [
      at('conv2d', 'stem'),
      at('batch_normalization', 'stem_norm'),
      at('depthwise_conv2d', 'deep'),
      at('batch_normalization_1', 'deep_norm'),
      at('separable_conv2d', 'apart'),
      at('batch_normalization_2', 'apart_norm'),
    ]);
    const own = await bring('folder/bird net.keras', bytes);
    expect(own).toMatchObject({ name: 'bird net', files: ['bird net.keras'], leftOut: null });
    expect(relativeError(await featuresOf(own, images), await averaged(model, images))).toBeLessThan(1e-5);
  });
});

test('an .h5 file that h5py wrote, Keras’s own library for it', async () => {
  const model = keras.sequential({
    layers: [
      conv('conv', 5, { strides: 2, useBias: false, inputShape: [24, 24, 3] }),
      norm('norm'),
      layers.reLU(),
    ],
  });
  const filled = (shape: number[], number: number, more = 0) =>
    tf.tensor(
      Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => Math.sin(i * 0.7 + number) * 0.4 + more),
      shape,
    );
  const learned = [
    filled([3, 3, 3, 5], 0),
    filled([5], 0),
    filled([5], 1),
    filled([5], 2),
    filled([5], 3, 1),
  ];
  // tfjs gives what learns first: the kernel, gamma and beta; then the mean and the variance.
  model.setWeights(learned);
  const fixture = new Uint8Array(
    readFileSync(join(import.meta.dirname, '../../../../test-support/engine/backbone/own/whole.h5')),
  );
  const own = await bring('whole.h5', fixture);
  expect(own).toMatchObject({ name: 'by_h5py', size: 24, leftOut: null });
  expect(relativeError(await featuresOf(own, images), await averaged(model, images))).toBeLessThan(1e-5);
});

test('the groups of Keras 2.13, which had another name, are found as Keras 3 finds them', async () => {
  const model = keras.sequential({ layers: [conv('only', 5, { inputShape: [24, 24, 3] })] });
  const group = {
    path: '_layer_checkpoint_dependencies/conv2d',
    name: 'only',
    variables: variables(model, 'only'),
  };
  const own = await bring('old.keras', await kerasFile(describedBy(model), [group], '2.13.1'));
  expect(relativeError(await featuresOf(own, images), await averaged(model, images))).toBeLessThan(1e-5);
});

/** A value as Keras 3 writes it into a layer's arguments. */
const tensor = (layer: string) => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, 24, 24, 3], dtype: 'float32', keras_history: [layer, 0, 0] },
});
const node = (class_name: string, name: string, args: readonly unknown[], config: object = {}) => ({
  module: 'keras.src.ops.numpy',
  class_name,
  config: { name, ...config },
  name,
  inbound_nodes: args.length === 0 ? [] : [{ args, kwargs: {} }],
});

describe('a model around another, as the guide to transfer learning makes it', () => {
  const base = network('base');
  const top = [
    { class_name: 'GlobalAveragePooling2D', config: { name: 'average' } },
    { class_name: 'Dropout', config: { name: 'dropout', rate: 0.2 } },
    { class_name: 'Dense', config: { name: 'predictions', units: 2 } },
  ];

  test('sequential in a .keras file: augmentation, rescaling, the base, a head', async () => {
    const inside = (path: string, name: string) => ({
      path: `layers/functional/layers/${path}`,
      name,
      variables: variables(base, name),
    });
    const input = {
      class_name: 'InputLayer',
      config: { name: 'input_layer', batch_shape: [null, 24, 24, 3] },
    };
    const config = {
      class_name: 'Sequential',
      config: {
        name: 'sequential_1',
        layers: [
          input,
          {
            class_name: 'Sequential',
            config: {
              name: 'augmentation',
              layers: [input, { class_name: 'RandomFlip', config: { name: 'stem' } }],
            },
          },
          { class_name: 'Rescaling', config: { name: 'rescaling', scale: 1 / 127.5, offset: -1 } },
          { ...describedBy(base), class_name: 'Functional' },
          ...top,
        ],
      },
    };
    const bytes = await kerasFile(config, [
      inside('conv2d', 'stem'),
      inside('batch_normalization', 'stem_norm'),
      inside('depthwise_conv2d', 'deep'),
      inside('batch_normalization_1', 'deep_norm'),
      inside('separable_conv2d', 'apart'),
      inside('batch_normalization_2', 'apart_norm'),
      { path: 'layers/dense', name: 'predictions', variables: [] },
    ]);
    const own = await bring('flowers.keras', bytes);
    expect(own).toMatchObject({ name: 'flowers', size: 24, leftOut: null });
    expect(relativeError(await featuresOf(own, images), await averaged(base, scaled))).toBeLessThan(1e-5);
  });

  test('functional in a .keras file, pixels prepared by operations on them', async () => {
    const nested = describedBy(base);
    const config = {
      class_name: 'Functional',
      config: {
        name: 'functional_3',
        layers: [
          node('InputLayer', 'pixels', [], { batch_shape: [null, 24, 24, 3] }),
          node('TrueDivide', 'true_divide', [tensor('pixels'), 127.5]),
          node('Subtract', 'subtract', [tensor('true_divide'), 1]),
          {
            ...nested,
            class_name: 'Functional',
            name: 'base',
            inbound_nodes: [{ args: [tensor('subtract')], kwargs: { training: false } }],
          },
          node('GlobalAveragePooling2D', 'average', [tensor('base')]),
          node('Dense', 'predictions', [tensor('average')]),
        ],
        input_layers: [['pixels', 0, 0]],
        output_layers: [['predictions', 0, 0]],
      },
    };
    const groups = ['stem', 'stem_norm', 'deep', 'deep_norm', 'apart', 'apart_norm'];
    const paths = ['conv2d', 'batch_normalization', 'depthwise_conv2d', 'batch_normalization_1'];
    const own = await bring(
      'flowers.keras',
      await kerasFile(
        config,
        groups.map((name, i) => ({
          path: `layers/functional/layers/${[...paths, 'separable_conv2d', 'batch_normalization_2'][i]}`,
          name,
          variables: variables(base, name),
        })),
      ),
    );
    expect(own.leftOut).toBeNull();
    expect(relativeError(await featuresOf(own, images), await averaged(base, scaled))).toBeLessThan(1e-5);
  });

  test('in an .h5 file, where the base has all its weights in one group', async () => {
    const order = ['stem', 'stem_norm', 'deep', 'deep_norm', 'apart', 'apart_norm'];
    const all = order.flatMap((name) => named(base, name, 'base/'));
    // Keras lists what learns first; the rest follows.
    const learns = (name: string) => !name.includes('moving');
    const sorted = [...all.filter(([name]) => learns(name)), ...all.filter(([name]) => !learns(name))];
    const config = {
      class_name: 'Sequential',
      config: {
        name: 'sequential',
        layers: [
          { class_name: 'InputLayer', config: { name: 'in', batch_input_shape: [null, 24, 24, 3] } },
          { ...describedBy(base), class_name: 'Functional' },
          ...top,
        ],
      },
    };
    const own = await bring('a.h5', await legacyFile(config, [{ name: 'base', weights: new Map(sorted) }]));
    expect(own.leftOut).toBeNull();
    expect(relativeError(await featuresOf(own, images), await averaged(base, images))).toBeLessThan(1e-5);
  });
});
