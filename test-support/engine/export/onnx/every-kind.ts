import type { Layer, Topology } from '../../../../src/core/backbone/topology.ts';
import type { Weights } from '../../../../src/core/backbone/weights.ts';
import type { WholeModel } from '../../../../src/core/export/whole-model.ts';
import { seededRandom } from '../../../../src/core/random.ts';

/** A model that is put together layer by layer, with the same random weights every time. */
export class ModelBuilder {
  private readonly layers: Layer[] = [];
  private readonly weights = new Map<string, { shape: readonly number[]; values: Float32Array }>();
  private readonly random = seededRandom('every kind');

  /** @returns the layer's name */
  add(kind: string, config: Layer['config'], ...inputs: readonly string[]): string {
    const name = `${kind}_${this.layers.length}`;
    this.layers.push({ name, kind, config, inputs });
    return name;
  }

  input(height: number, width: number): string {
    return this.add('InputLayer', { batch_input_shape: [null, height, width, 3], dtype: 'float32' });
  }

  conv(x: string, from: number, to: number, window: Window): string {
    const name = this.add('Conv2D', { filters: to, ...convolution(window) }, x);
    this.weigh(`${name}/kernel`, [...window.kernel, from, to]);
    this.weigh(`${name}/bias`, [to]);
    return name;
  }

  depthwise(x: string, channels: number, multiplier: number, window: Window): string {
    const name = this.add('DepthwiseConv2D', { depth_multiplier: multiplier, ...convolution(window) }, x);
    this.weigh(`${name}/depthwise_kernel`, [...window.kernel, channels, multiplier]);
    this.weigh(`${name}/bias`, [channels * multiplier]);
    return name;
  }

  dense(x: string, from: number, to: number, activation: 'linear' | 'relu' | 'softmax'): string {
    const name = this.add('Dense', { units: to, activation, use_bias: true }, x);
    this.weigh(`${name}/kernel`, [from, to]);
    this.weigh(`${name}/bias`, [to]);
    return name;
  }

  pool(x: string, kind: 'Max' | 'Average', { kernel, strides, padding }: Window): string {
    return this.add(`${kind}Pooling2D`, { pool_size: kernel, strides, padding, ...LAST }, x);
  }

  model(output: string): WholeModel {
    const entries = [...this.weights].map(([name, { shape }]) => ({
      name,
      shape,
      dtype: 'float32' as const,
    }));
    const topology: Topology = { layers: this.layers, output, weights: entries, shards: [] };
    const weights: Weights = this.weights;
    return { topology, weights };
  }

  private weigh(name: string, shape: readonly number[]): void {
    const length = shape.reduce((product, size) => product * size, 1);
    this.weights.set(name, { shape, values: Float32Array.from({ length }, () => this.random() - 0.5) });
  }
}

export interface Window {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: 'same' | 'valid';
}

const LAST = { data_format: 'channels_last' } as const;

const convolution = ({ kernel, strides, padding }: Window) => ({
  ...LAST,
  kernel_size: kernel,
  strides,
  padding,
  dilation_rate: [1, 1],
  activation: 'linear',
  use_bias: true,
});

const square = (kernel: number, strides: number, padding: 'same' | 'valid' = 'same'): Window => ({
  kernel: [kernel, kernel],
  strides: [strides, strides],
  padding,
});

/** Every kind of layer that program.ts knows, in the patterns of the shipped backbones, and a head. */
export function everyKind(height: number, width: number): WholeModel {
  const build = new ModelBuilder();
  const { add } = { add: build.add.bind(build) };
  const hardSigmoid = (x: string) =>
    add('Rescaling', { scale: 1 / 6, offset: 0 }, add('ReLU', { max_value: 6 }, add('Rescaling', { scale: 1, offset: 3 }, x))); // biome-ignore format: one line
  const hardSwish = (x: string) => add('Multiply', {}, x, hardSigmoid(x));

  const pixels = build.input(height, width);
  const normalised = build.conv(
    add('Rescaling', { scale: 1 / 127.5, offset: -1 }, pixels),
    3,
    3,
    square(1, 1, 'valid'),
  );
  const padded = add('ZeroPadding2D', { padding: [[1, 2], [0, 1]], ...LAST }, normalised); // biome-ignore format: one pair a side
  let x = hardSwish(build.conv(padded, 3, 4, square(3, 2, 'valid')));
  // An inverted residual with squeeze-excite, its depthwise convolution with two outputs a channel.
  const wide = build.depthwise(
    add('ReLU', { max_value: 6 }, build.conv(x, 4, 6, square(1, 1))),
    6,
    2,
    square(3, 1),
  );
  const squeezed = add('Reshape', { target_shape: [1, 1, 12] }, add('GlobalAveragePooling2D', LAST, wide));
  const excited = hardSigmoid(
    build.conv(
      add('ReLU', { max_value: null }, build.conv(squeezed, 12, 2, square(1, 1))),
      2,
      12,
      square(1, 1),
    ),
  );
  x = add('Add', {}, x, build.conv(add('Multiply', {}, wide, excited), 12, 4, square(1, 1)));
  // A module of Inception.
  x = add(
    'Concatenate',
    { axis: -1 },
    build.pool(x, 'Average', square(3, 1)),
    build.pool(x, 'Max', square(3, 1)),
    add('ReLU', {}, build.conv(x, 4, 3, { kernel: [1, 7], strides: [1, 1], padding: 'same' })),
  );
  x = build.pool(x, 'Average', square(2, 2));
  x = build.pool(x, 'Max', square(3, 2, 'valid'));
  x = hardSwish(build.depthwise(x, 11, 1, square(3, 2)));
  x = add('Multiply', {}, x, add('Activation', { activation: 'sigmoid' }, x));
  const hidden = build.dense(add('GlobalAveragePooling2D', LAST, x), 11, 5, 'relu');
  return build.model(build.dense(hidden, 5, 4, 'softmax'));
}
