import { weightNames } from '../../../../src/core/backbone/program.ts';
import type { Layer } from '../../../../src/core/backbone/topology.ts';
import type { WholeModel } from '../../../../src/core/export/whole-model.ts';
import { outputShape, type Shape } from '../../../../src/engine/export/shapes.ts';

const layer = (kind: string, name: string, config: Layer['config'], ...inputs: string[]): Layer => ({
  name,
  kind,
  config,
  inputs,
});
const window = (side: number, stride: number, padding: 'same' | 'valid') => ({
  strides: [stride, stride],
  padding,
  data_format: 'channels_last',
  side: [side, side],
});
function conv(name: string, filters: number, side: number, stride: number, input: string): Layer {
  const { side: kernel_size, ...sliding } = window(side, stride, name === 'normalise' ? 'valid' : 'same');
  return layer('Conv2D', name, { filters, kernel_size, ...sliding }, input);
}
function pool(kind: string, name: string, stride: number, padding: 'same' | 'valid', input: string): Layer {
  const { side: pool_size, ...sliding } = window(3, stride, padding);
  return layer(kind, name, { pool_size, ...sliding }, input);
}
const dense = (name: string, units: number, activation: string, input: string) =>
  layer('Dense', name, { units, activation, use_bias: true }, input);

/** The model of make_fixture.py: each kind of layer, and branches whose order is Keras's own. */
const layers: readonly Layer[] = [
  layer('InputLayer', 'pixels', { batch_input_shape: [null, 16, 16, 3], dtype: 'float32', sparse: false }),
  conv('normalise', 3, 1, 1, 'pixels'),
  layer('ZeroPadding2D', 'pad', { padding: [[1, 2], [0, 1]] }, 'normalise'), // biome-ignore format: one pair a side
  conv('stem', 4, 3, 2, 'pad'),
  layer('Rescaling', 'stem_shift', { scale: 1, offset: 3 }, 'stem'),
  layer('ReLU', 'stem_relu6', { max_value: 6 }, 'stem_shift'),
  layer('Rescaling', 'stem_scale', { scale: 1 / 6, offset: 0 }, 'stem_relu6'),
  layer('Multiply', 'stem_swish', {}, 'stem', 'stem_scale'),
  layer(
    'DepthwiseConv2D',
    'depthwise',
    { kernel_size: [3, 3], strides: [1, 1], padding: 'same', depth_multiplier: 1 },
    'stem_swish',
  ),
  layer('ReLU', 'depthwise_relu', { max_value: null }, 'depthwise'),
  layer('Add', 'sum', {}, 'depthwise_relu', 'stem_swish'),
  // Another order than Keras's, which must not matter.
  layer('ReLU', 'window_relu', { max_value: null }, 'sum'),
  conv('window', 5, 3, 1, 'window_relu'),
  pool('AveragePooling2D', 'mean', 1, 'same', 'sum'),
  pool('MaxPooling2D', 'largest', 1, 'same', 'sum'),
  layer('Concatenate', 'mixed', { axis: -1 }, 'largest', 'mean', 'window', 'sum'),
  pool('MaxPooling2D', 'smaller', 2, 'valid', 'mixed'),
  layer('GlobalAveragePooling2D', 'squeeze', {}, 'smaller'),
  layer('Reshape', 'squeeze_square', { target_shape: [1, 1, 17] }, 'squeeze'),
  conv('excite', 17, 1, 1, 'squeeze_square'),
  layer('Multiply', 'excited', {}, 'smaller', 'excite'),
  layer('GlobalAveragePooling2D', 'average', {}, 'excited'),
  dense('hidden', 5, 'relu', 'average'),
  dense('probabilities', 3, 'softmax', 'hidden'),
];

/** The model of make_fixture.py, as the page has it. */
export function everyKind(): WholeModel {
  const weights = new Map<string, { shape: readonly number[]; values: Float32Array }>();
  const shapes = new Map<string, Shape>();
  for (const one of layers) {
    const inputs = one.inputs.map((input) => shapes.get(input) ?? []);
    addWeights(one, inputs[0]?.at(-1) ?? 0, weights);
    shapes.set(one.name, one.kind === 'InputLayer' ? [16, 16, 3] : outputShape(one, inputs, weights));
  }
  return { topology: { layers, output: 'probabilities', weights: [], shards: [] }, weights };
}

/** As make_fixture.py fills them: numbers that are the same in every language, others for each layer and weight. */
function addWeights(
  { name, kind, config }: Layer,
  channels: number,
  weights: Map<string, { shape: readonly number[]; values: Float32Array }>,
): void {
  if (!['Conv2D', 'DepthwiseConv2D', 'Dense'].includes(kind)) return;
  const depthwise = kind === 'DepthwiseConv2D';
  const side = (config.kernel_size ?? []) as number[];
  const outputs = Number(config.filters ?? config.units ?? channels);
  const names = weightNames(name, depthwise);
  const size = name === 'normalise' ? 0.01 : 0.5;
  const add = (weight: string, shape: readonly number[], number: number) => {
    const length = shape.reduce((product, n) => product * n, 1);
    const value = (_: unknown, i: number): number => Math.sin(i * 0.7 + name.length + number) * size;
    weights.set(weight, { shape, values: Float32Array.from({ length }, value) });
  };
  add(names.kernel, [...side, channels, depthwise ? 1 : outputs], 0);
  add(names.bias, [outputs], 1);
}

/** What make_fixture.py asks its model about: [16, 16, 3], values 0…255. */
export const fixturePicture = (): Float32Array =>
  Float32Array.from({ length: 16 * 16 * 3 }, (_, i) => (i * 37) % 256);
