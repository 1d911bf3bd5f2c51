import type { BackboneInput } from '../../../src/core/backbone/card.ts';
import type { Layer, Topology } from '../../../src/core/backbone/topology.ts';
import type { Weights } from '../../../src/core/backbone/weights.ts';
import { type ModelManifest, RESIZE_WORDS } from '../../../src/core/export/model-manifest.ts';
import type { WholeModel } from '../../../src/core/export/whole-model.ts';
import { type Random, seededRandom } from '../../../src/core/random.ts';
import type { Head } from '../../../src/core/training/head.ts';
import { defaultRecipe } from '../../../src/core/training/recipe.ts';

const numbers = (random: Random, length: number, scale = 1) =>
  Float32Array.from({ length }, () => (2 * random() - 1) * scale);

/** Dense layers of those widths. */
export function randomHead(widths: readonly number[]): Head {
  const random = seededRandom('head');
  return widths.slice(1).map((outputs, i) => {
    const inputs = widths[i] ?? 0;
    return {
      kernel: numbers(random, inputs * outputs, 2 / Math.sqrt(inputs)),
      bias: numbers(random, outputs),
    };
  });
}

const conv = (name: string, from: string, filters: number, padding: 'same' | 'valid'): Layer => ({
  name,
  kind: 'Conv2D',
  config: {
    filters,
    kernel_size: [3, 3],
    strides: [2, 2],
    padding,
    data_format: 'channels_last',
    dilation_rate: [1, 1],
    activation: 'linear',
    use_bias: true,
  },
  inputs: [from],
});

/** Its borders are padded, so that a wrong place of the normalisation shows; a layer has a name that ours would take. */
export function tinyBackbone(averaged: boolean): WholeModel {
  const layers: Layer[] = [
    { name: 'pixels', kind: 'InputLayer', config: { batch_input_shape: [null, null, null, 3] }, inputs: [] },
    conv('normalise', 'pixels', 4, 'same'),
    { name: 'relu', kind: 'ReLU', config: { max_value: 6 }, inputs: ['normalise'] },
    conv('last', 'relu', 5, 'valid'),
    ...(averaged
      ? [
          {
            name: 'features',
            kind: 'GlobalAveragePooling2D',
            config: { data_format: 'channels_last' },
            inputs: ['last'],
          },
        ]
      : []),
  ];
  const random = seededRandom('tiny');
  const weights: Weights = new Map([
    ['normalise/kernel', { shape: [3, 3, 3, 4], values: numbers(random, 108) }],
    ['normalise/bias', { shape: [4], values: numbers(random, 4) }],
    ['last/kernel', { shape: [3, 3, 4, 5], values: numbers(random, 180, 0.2) }],
    ['last/bias', { shape: [5], values: numbers(random, 5) }],
  ]);
  const entries = [...weights].map(([name, { shape }]) => ({ name, shape, dtype: 'float32' as const }));
  const topology: Topology = { layers, output: averaged ? 'features' : 'last', weights: entries, shards: [] };
  return { topology, weights };
}

/** The tiny backbone read at two depths, of four and of five features. */
export function tinyDepths(): WholeModel {
  const { topology, weights } = tinyBackbone(false);
  const average = (name: string, of: string): Layer => ({
    name,
    kind: 'GlobalAveragePooling2D',
    config: { data_format: 'channels_last' },
    inputs: [of],
  });
  const pools = [average('features_low', 'relu'), average('features_high', 'last')];
  const joined: Layer = {
    name: 'features',
    kind: 'Concatenate',
    config: { axis: -1 },
    inputs: pools.map(({ name }) => name),
  };
  return {
    topology: { ...topology, layers: [...topology.layers, ...pools, joined], output: 'features' },
    weights,
  };
}

/** What the tiny backbone wants. */
export const tinyInput: BackboneInput = {
  size: 16,
  channels: 'BGR',
  mean: [103.9, 116.8, 123.7],
  std: [57, 58, 59],
};

/** Of a model of three classes on the tiny backbone. */
export function tinyManifest(part: Partial<ModelManifest> = {}): ModelManifest {
  return {
    format: 'headstart-model',
    version: 1,
    name: 'Run 3',
    createdAt: '2026-11-24T15:05:00.000Z',
    app: '0.1.0',
    classes: ['daisy', '</script>', 'Öl: 2'].map((name, colour) => ({ name, colour })),
    input: { size: 16, channels: 'RGB', range: [0, 255], layout: 'NHWC', resize: RESIZE_WORDS },
    backbone: {
      id: 'tiny',
      name: 'Tiny',
      hash: 'ab'.repeat(32),
      source: {
        package: 'tiny',
        version: '1.0.0',
        integrity: '',
        files: ['model.json'],
        licence: 'MIT',
        author: 'Nobody',
      },
      trainedOn: 'Nothing',
      features: 5,
      input: tinyInput,
    },
    read: ['last'],
    recipe: { ...defaultRecipe, backbone: 'tiny', head: { kind: 'hidden', units: 7, dropout: 0.2 } },
    tuned: ['last/bias'],
    temperature: 1.7,
    unknown: { score: 'distance', threshold: -3.5, keeps: 0.95 },
    scores: { validation: { right: 9, of: 10 }, test: null },
    golden: [{ file: 'golden/1.png', probabilities: [0.2, 0.5, 0.3] }],
    ...part,
  };
}
