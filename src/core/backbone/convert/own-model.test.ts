import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import * as keras from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { inMemory, modelOfLayers, startRuntime } from '../../../../test-support/engine/runtime.ts';
import { relativeError } from '../../../../test-support/relative-error.ts';
import { loadProgram } from '../../../engine/backbone/run-program.ts';
import { compile } from '../program.ts';
import { readModelJson } from './model-json.ts';
import { cutOwnModel, type OwnModel, readOwnModel } from './own-model.ts';
import { topologyOfLayers } from './own-topology.ts';
import { openWeights } from './source-weights.ts';

beforeAll(startRuntime);

type Value = keras.SymbolicTensor;
type Make = { apply(x: Value | Value[]): unknown };
const { layers } = keras;
const random = (seed: number) => keras.initializers.randomNormal({ mean: 0, stddev: 0.4, seed });
let seeds = 0;
const filters = () => ({
  kernelInitializer: random(++seeds),
  depthwiseInitializer: random(++seeds),
  pointwiseInitializer: random(++seeds),
  biasInitializer: random(++seeds),
});
const chain = (x: Value, ...all: Make[]): Value =>
  all.reduce((value, layer) => layer.apply(value) as Value, x);
const join = (layer: Make, ...values: Value[]): Value => layer.apply(values) as Value;
const conv = (n: number, size: number, more: object = {}) =>
  layers.conv2d({ filters: n, kernelSize: size, padding: 'same', ...filters(), ...more });
const depthwise = (more: object = {}) =>
  layers.depthwiseConv2d({ kernelSize: 3, padding: 'same', ...filters(), ...more });
const norm = (more: object = {}) =>
  layers.batchNormalization({
    gammaInitializer: random(++seeds),
    betaInitializer: random(++seeds),
    movingMeanInitializer: random(++seeds),
    ...more,
  });
const separable = () => {
  const { kernelInitializer: _, ...own } = filters();
  return layers.separableConv2d({ filters: 6, kernelSize: 3, padding: 'same', ...own });
};
const average = () => layers.globalAveragePooling2d({});

interface Saved {
  readonly json: unknown;
  readonly bytes: Uint8Array;
}

/** What tfjs writes to disk. */
async function save(model: { save(handler: tf.io.IOHandler): Promise<unknown> }): Promise<Saved> {
  let saved: tf.io.ModelArtifacts = {};
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    }),
  );
  const weightsManifest = [{ paths: ['weights.bin'], weights: saved.weightSpecs }];
  const json = { modelTopology: saved.modelTopology, weightsManifest };
  return { json: JSON.parse(JSON.stringify(json)), bytes: new Uint8Array(saved.weightData as ArrayBuffer) };
}

function read({ json, bytes }: Saved): OwnModel {
  const model = readModelJson(json);
  return readOwnModel(
    model,
    openWeights(model.manifest, () => bytes),
  );
}

/** Features at a cut, [pictures, features]. What else is read comes before them, and is held to tfjs all the same. */
async function features(own: OwnModel, cut: string, images: tf.Tensor4D) {
  const kept = cutOwnModel(own, cut, 32, [{ name: cut, source: cut }]);
  const { topology, weights } = topologyOfLayers(kept.layers);
  const program = loadProgram(compile(topology, weights));
  const model = await modelOfLayers('own', kept.layers);
  const ours = await program.run(images).data();
  const theirs = await (model.predict(images) as tf.Tensor).data();
  program.dispose();
  expect(relativeError(ours, theirs)).toBeLessThan(1e-5);
  const last = kept.depths.at(-1)?.features ?? 0;
  const width = kept.depths.reduce((sum, depth) => sum + depth.features, 0);
  expect(ours).toHaveLength(images.shape[0] * width);
  return Float32Array.from(ours.filter((_, i) => i % width >= width - last));
}

/** Holds a brought layers model, cut before its classifier, to tfjs's own prediction of the layer `upTo`. */
async function agrees(model: keras.LayersModel, upTo: string): Promise<OwnModel> {
  const own = read(await save(model));
  const images: tf.Tensor4D = tf.randomUniform([2, 32, 32, 3], -1, 1, 'float32', 1);
  const output = model.getLayer(upTo).output as Value;
  const last = keras.model({ inputs: model.inputs, outputs: output });
  const expected = tf.mean(last.predict(images) as tf.Tensor, [1, 2]);
  const ours = await features(own, own.cuts.at(-1)?.layer ?? '', images);
  expect(relativeError(ours, await expected.data())).toBeLessThan(1e-4);
  return own;
}

describe('layers models, against tfjs’s own predict', () => {
  test('batch-norm, depthwise, ReLU6, pooling; the classifier is cut off', async () => {
    const input = keras.input({ shape: [32, 32, 3] });
    const top = chain(
      input,
      layers.zeroPadding2d({ padding: [[0, 1], [0, 1]] }), // biome-ignore format: one pair a side
      conv(8, 3, { name: 'conv1', strides: 2, padding: 'valid', useBias: false }),
      norm(),
      layers.reLU({ maxValue: 6 }),
      depthwise({ name: 'conv_dw_1', useBias: false }),
      norm({ scale: false }),
      layers.reLU({ maxValue: 6 }),
      layers.dropout({ rate: 0.5 }),
      conv(12, 1, { activation: 'relu' }),
      layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
      norm({ name: 'last', center: false }),
    );
    const model = keras.model({
      inputs: input,
      outputs: chain(top, average(), layers.dense({ units: 5, activation: 'softmax' })),
    });
    const own = await agrees(model, 'last');
    expect(own).toMatchObject({ format: 'layers-model', size: 32, leftOut: null });
    expect(own.cuts.at(-1)?.features).toBe(12);
  });

  test('squeeze-and-excitation, swish, leaky ReLU, separable and hard-sigmoid', async () => {
    const input = keras.input({ shape: [null, null, 3] });
    let x = chain(input, layers.rescaling({ scale: 1 / 127.5, offset: -1 }), conv(6, 3), norm());
    x = join(layers.multiply(), x, chain(x, layers.activation({ activation: 'sigmoid' })));
    const gate = chain(
      x,
      average(),
      layers.reshape({ targetShape: [1, 1, 6] }),
      conv(2, 1, { activation: 'swish' }),
      conv(6, 1, { activation: 'hardSigmoid' }),
    );
    x = join(layers.multiply(), x, gate);
    x = chain(x, layers.leakyReLU({ alpha: 0.1 }), separable());
    const branch = chain(x, norm(), layers.activation({ activation: 'relu' }), conv(6, 3));
    x = join(layers.add({ name: 'joined' }), x, branch);
    x = join(
      layers.concatenate({ name: 'wide' }),
      x,
      chain(x, layers.averagePooling2d({ poolSize: 3, strides: 1, padding: 'same' })),
    );
    const own = await agrees(keras.model({ inputs: input, outputs: x }), 'wide');
    expect(own.size).toBeNull();
    expect(own.cuts.at(-1)?.features).toBe(12);
  });

  test('a sequential model around another, as Teachable Machine saves it', async () => {
    const inner = keras.sequential({ name: 'inner' });
    inner.add(conv(4, 3, { inputShape: [32, 32, 3], activation: 'relu' }));
    inner.add(conv(7, 3, { name: 'end', strides: 2 }));
    const outer = keras.sequential();
    outer.add(inner);
    outer.add(average());
    outer.add(layers.dense({ units: 2 }));
    const own = read(await save(outer));
    const images: tf.Tensor4D = tf.randomUniform([1, 32, 32, 3], 0, 1, 'float32', 1);
    const expected = tf.mean(inner.predict(images) as tf.Tensor, [1, 2]);
    const ours = await features(own, own.cuts.at(-1)?.layer ?? '', images);
    expect(relativeError(ours, await expected.data())).toBeLessThan(1e-5);
  });

  test('what stands in the way is told, and the cut is before it', async () => {
    const input = keras.input({ shape: [32, 32, 3] });
    const x = chain(input, conv(4, 3, { name: 'first' }), layers.elu({ name: 'strange' }), conv(5, 3));
    const own = await agrees(keras.model({ inputs: input, outputs: x }), 'first');
    expect(own.leftOut).toMatch(/^strange: no rule for ELU\. Used can be: Conv2D, /);
  });

  test('with nothing that can be used, the layer is named', async () => {
    const input = keras.input({ shape: [32, 32, 3] });
    const x = chain(input, layers.conv2dTranspose({ filters: 3, kernelSize: 2, name: 'up' }));
    const saved = await save(keras.model({ inputs: input, outputs: x }));
    expect(() => read(saved)).toThrow(/^up: no rule for Conv2DTranspose\. Used can be: /);
  });
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const ints = (...i: number[]) => ({ list: { i: i.map(String) } });
const strides = (n: number) => ({
  strides: ints(1, n, n, 1),
  dilations: ints(1, 1, 1, 1),
  padding: { s: base64('SAME') },
  data_format: { s: base64('NHWC') },
});

/** A graph as the tfjs converter writes it, unfused parts too. */
function graph(): Saved {
  const weights = new Map<string, { shape: number[]; values: number[]; dtype?: string }>();
  let seed = 1;
  const filled = (name: string, shape: number[]) => {
    const values = [...tf.randomNormal(shape, 0, 0.5, 'float32', seed++).dataSync()];
    weights.set(name, { shape, values });
  };
  filled('k1', [3, 3, 3, 6]);
  filled('b1', [6]);
  filled('k2', [3, 3, 6, 1]);
  for (const name of ['gamma', 'beta', 'mean']) filled(name, [6]);
  weights.set('variance', { shape: [6], values: [0.5, 1, 2, 0.1, 3, 1] });
  filled('k3', [1, 1, 6, 4]);
  filled('b3', [4]);
  filled('each', [4]);
  filled('dense', [4, 2]);
  weights.set('half', { shape: [], values: [127.5] });
  weights.set('one', { shape: [], values: [1] });
  weights.set('axes', { shape: [2], values: [1, 2], dtype: 'int32' });
  weights.set('last', { shape: [], values: [3], dtype: 'int32' });
  weights.set('pads', { shape: [4, 2], values: [0, 0, 1, 0, 0, 1, 0, 0], dtype: 'int32' });
  const node = (name: string, op: string, input: string[], attr: object = {}) => ({ name, op, input, attr });
  const nodes = [
    ...[...weights].map(([name, { dtype = 'float32' }]) =>
      node(name, 'Const', [], { dtype: { type: dtype === 'int32' ? 'DT_INT32' : 'DT_FLOAT' } }),
    ),
    node('x', 'Placeholder', [], {
      dtype: { type: 'DT_FLOAT' },
      shape: { shape: { dim: [{ size: '-1' }, { size: '32' }, { size: '32' }, { size: '3' }] } },
    }),
    node('scaled', 'RealDiv', ['x', 'half']),
    node('centred', 'Sub', ['scaled', 'one']),
    node('m/block_1_conv/Relu6', '_FusedConv2D', ['centred', 'k1', 'b1'], {
      ...strides(2),
      fused_ops: { list: { s: [base64('BiasAdd'), base64('Relu6')] } },
      num_args: { i: '1' },
      epsilon: { f: 0 },
    }),
    node('padded', 'Pad', ['m/block_1_conv/Relu6', 'pads']),
    node('m/block_2_deep', 'DepthwiseConv2dNative', ['padded', 'k2'], strides(1)),
    node('m/block_2_norm', 'FusedBatchNormV3', ['m/block_2_deep', 'gamma', 'beta', 'mean', 'variance'], {
      epsilon: { f: 0.001 },
      is_training: { b: false },
    }),
    node('gate', 'Sigmoid', ['m/block_2_norm:0']),
    node('swish', 'Mul', ['m/block_2_norm:0', 'gate']),
    node('m/block_3_conv', 'Conv2D', ['swish', 'k3'], strides(1)),
    node('biased', 'BiasAdd', ['m/block_3_conv', 'b3']),
    node('leaky', 'LeakyRelu', ['biased'], { alpha: { f: 0.2 } }),
    node('passed', 'Identity', ['leaky']),
    node('each_channel', 'Mul', ['passed', 'each']),
    node('pooled', 'MaxPool', ['each_channel'], { ...strides(2), ksize: ints(1, 2, 2, 1) }),
    node('joined', 'ConcatV2', ['pooled', 'pooled', 'last']),
    node('mean_over_space', 'Mean', ['pooled', 'axes'], { keep_dims: { b: false } }),
    node('logits', 'MatMul', ['mean_over_space', 'dense']),
    node('probabilities', 'Softmax', ['logits']),
  ];
  const all = [...weights];
  const bytes = Buffer.concat(
    all.map(([, { values, dtype }]) =>
      Buffer.from((dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values)).buffer),
    ),
  );
  const specs = all.map(([name, { shape, dtype = 'float32' }]) => ({ name, shape, dtype }));
  return {
    json: {
      modelTopology: { node: nodes, versions: {} },
      weightsManifest: [{ paths: ['w.bin'], weights: specs }],
    },
    bytes: Uint8Array.from(bytes),
  };
}

test('a graph model, against tfjs’s own execution', async () => {
  const saved = graph();
  const own = read(saved);
  expect(own).toMatchObject({ format: 'graph-model', size: 32, leftOut: null });
  const { modelTopology, weightsManifest } = saved.json as {
    modelTopology: unknown;
    weightsManifest: { weights: [] }[];
  };
  const model = await loadGraphModel(inMemory(modelTopology, weightsManifest[0]?.weights ?? [], saved.bytes));
  const images: tf.Tensor4D = tf.randomUniform([2, 32, 32, 3], 0, 255, 'float32', 1);
  const expected = tf.mean(model.execute({ x: images }, 'joined') as tf.Tensor, [1, 2]);
  // Of two ends it follows the one with more weights before it; here both have the same, and the first is taken.
  const last = own.layers.at(-1)?.name;
  const ours = await features(own, last ?? '', images);
  expect(last).toBe('joined');
  expect(relativeError(ours, await expected.data())).toBeLessThan(1e-4);
});

describe('hostile models', () => {
  const tampered = (
    change: (json: { weightsManifest: { weights: Record<string, unknown>[] }[] }) => void,
  ): Saved => {
    const { json, bytes } = graph();
    const copy = structuredClone(json) as { weightsManifest: { weights: Record<string, unknown>[] }[] };
    change(copy);
    return { json: copy, bytes };
  };
  const first = (json: { weightsManifest: { weights: Record<string, unknown>[] }[] }) =>
    json.weightsManifest[0]?.weights[0] ?? {};

  test('cut shards, and shards that are too long', () => {
    const { json, bytes } = graph();
    expect(() => read({ json, bytes: bytes.subarray(0, bytes.length - 8) })).toThrow('shards end too early');
    expect(() => read({ json, bytes: Uint8Array.from([...bytes, 0]) })).toThrow('1 bytes too many');
  });

  test('wrong shapes', () => {
    const swapped = tampered((json) => {
      first(json).shape = [3, 3, 6, 3];
    });
    expect(() => read(swapped)).toThrow('a kernel for 6 channels, where 3 come');
    const negative = tampered((json) => {
      first(json).shape = [-3, 3, 3, 6];
    });
    expect(() => read(negative)).toThrow('its shape is not of whole numbers');
  });

  test('weights that are not numbers', () => {
    const { json, bytes } = graph();
    new DataView(bytes.buffer).setFloat32(0, Number.NaN, true);
    const own = read({ json, bytes });
    expect(() => cutOwnModel(own, own.cuts.at(-1)?.layer ?? '', 32)).toThrow('a weight is not a number');
  });

  test('names that every object has', () => {
    const typed = tampered((json) => {
      first(json).dtype = 'constructor';
    });
    expect(() => read(typed)).toThrow('stored as constructor, which is not known');
    const topology = JSON.parse(
      '{"modelTopology": {"class_name": "Sequential", "config": {"__proto__": {"layers": []}, "name": "x"}}}',
    );
    expect(() => read({ json: topology, bytes: new Uint8Array() })).toThrow('there is no convolution in it');
    expect(() => read({ json: { modelTopology: 'constructor' }, bytes: new Uint8Array() })).toThrow();
  });

  test('a ring of nodes, and a node that isn’t there', () => {
    const node = (name: string, input: string) => ({ name, op: 'Relu', input: [input] });
    const placeholder = { name: 'x', op: 'Placeholder' };
    const json = { modelTopology: { node: [placeholder, node('a', 'b'), node('b', 'a'), node('c', 'd')] } };
    expect(() => read({ json, bytes: new Uint8Array() })).toThrow();
  });
});
