import { describe, expect, test } from 'vitest';
import { compile, type Folding, type Program } from './program.ts';
import type { Layer, Topology } from './topology.ts';
import type { Weights } from './weights.ts';

const layer = (name: string, kind: string, inputs: string[], config = {}): Layer => ({
  name,
  kind,
  inputs,
  config,
});
const input = layer('in', 'InputLayer', []);
/** A 1×1 convolution of one channel: kernel 6, bias 0.5. */
const conv = (name: string, from: string) =>
  layer(name, 'Conv2D', [from], { strides: [1, 1], padding: 'same', activation: 'linear' });
const relu = (name: string, from: string, limit: number | null = null) =>
  layer(name, 'ReLU', [from], { max_value: limit });
const rescaling = (name: string, from: string, scale: number, offset: number) =>
  layer(name, 'Rescaling', [from], { scale, offset });
/** x · ReLU6(x + 3) / 6 as Keras builds it; its output is named `${name}`. */
const hardSwish = (name: string, from: string) => [
  rescaling(`${name}_shift`, from, 1, 3),
  relu(`${name}_relu`, `${name}_shift`, 6),
  rescaling(`${name}_sixth`, `${name}_relu`, 1 / 6, 0),
  layer(name, 'Multiply', [from, `${name}_sixth`]),
];

function program(...layers: Layer[]): Program {
  return folded('all', ...layers);
}

function folded(folding: Folding, ...layers: Layer[]): Program {
  const all = [input, ...layers];
  const topology: Topology = { layers: all, output: all.at(-1)?.name ?? '', weights: [], shards: [] };
  const weights: Weights = new Map(
    all.flatMap(({ name, kind }) => {
      const kernel = kind === 'Conv2D' ? `${name}/kernel` : `${name}/depthwise_kernel`;
      return [
        [kernel, { shape: [1, 1, 1, 1], values: Float32Array.of(6) }],
        [`${name}/bias`, { shape: [1], values: Float32Array.of(0.5) }],
      ];
    }),
  );
  return compile(topology, weights, folding);
}
/** The program without its kernels: 'conv(in)' and so on. */
const outline = ({ steps }: Program) => steps.map(({ op, inputs }) => `${op}(${inputs.join(' ')})`);
const convolutions = ({ steps }: Program) =>
  steps.flatMap((step) =>
    step.op === 'conv' || step.op === 'depthwise'
      ? [{ kernel: step.kernel[0], bias: step.bias[0], activation: step.activation }]
      : [],
  );

test('a sigmoid takes the value itself, its factor multiplied in', () => {
  const compiled = program(
    conv('a', 'in'),
    rescaling('half', 'a', 0.5, 0),
    layer('gate', 'Activation', ['half'], { activation: 'sigmoid' }),
    layer('swish', 'Multiply', ['half', 'gate']),
  );
  expect(outline(compiled)).toEqual([
    'conv(in)',
    'scale(a)',
    'sigmoid(half·0.5)',
    'multiply(a gate)',
    'scale(swish)',
  ]);
  expect(() => program(layer('tanh', 'Activation', ['in'], { activation: 'tanh' }))).toThrow('tanh');
});

describe('what is taken into the convolution before it', () => {
  test('a ReLU, a ReLU6, and a constant before it', () => {
    const compiled = program(
      conv('a', 'in'),
      relu('b', 'a'),
      conv('c', 'b'),
      rescaling('d', 'c', 1, 3),
      relu('e', 'd', 6),
      layer('f', 'DepthwiseConv2D', ['e'], { strides: [2, 2], padding: 'valid' }),
      rescaling('g', 'f', 1, -2),
    );
    expect(outline(compiled)).toEqual(['conv(in)', 'conv(a)', 'depthwise(c)']);
    expect(convolutions(compiled)).toEqual([
      { kernel: 6, bias: 0.5, activation: 'relu' },
      { kernel: 6, bias: 3.5, activation: 'relu6' },
      { kernel: 6, bias: -1.5, activation: 'linear' },
    ]);
    expect(compiled.output).toBe('f');
  });

  test('nothing, where another layer needs the convolution’s own value', () => {
    const compiled = program(conv('a', 'in'), relu('b', 'a'), layer('c', 'Add', ['a', 'b']));
    expect(outline(compiled)).toEqual(['conv(in)', 'relu(a)', 'add(a b)']);
  });

  test('nothing, where the convolution is the output', () => {
    const layers = [input, conv('a', 'in'), relu('b', 'a')];
    const weights: Weights = new Map([
      ['a/kernel', { shape: [1, 1, 1, 1], values: Float32Array.of(6) }],
      ['a/bias', { shape: [1], values: Float32Array.of(0.5) }],
    ]);
    const compiled = compile({ layers, output: 'a', weights: [], shards: [] }, weights);
    expect(compiled.output).toBe('a');
    expect(convolutions(compiled)).toEqual([{ kernel: 6, bias: 0.5, activation: 'linear' }]);
  });
});

describe('constant factors', () => {
  test('hard-swish’s sixth goes into the next convolution', () => {
    const compiled = program(conv('a', 'in'), ...hardSwish('b', 'a'), conv('c', 'b'));
    expect(outline(compiled)).toEqual([
      'conv(in)',
      'addScalar(a)',
      'relu6(b_shift)',
      'multiply(a b_relu)',
      'conv(b)',
    ]);
    expect(convolutions(compiled)[1]?.kernel).toBeCloseTo(1, 6);
    expect(convolutions(compiled)[1]?.bias).toBe(0.5);
  });

  test('they go through pooling, padding, ReLU, Reshape and products, and multiply', () => {
    const pool = { pool_size: [2, 2], strides: [2, 2], padding: 'valid' };
    const compiled = program(
      rescaling('a', 'in', 1 / 2, 0),
      layer('b', 'MaxPooling2D', ['a'], pool),
      layer('c', 'AveragePooling2D', ['b'], pool),
      layer('d', 'ZeroPadding2D', ['c'], {
        padding: [
          [1, 1],
          [1, 1],
        ],
      }),
      relu('e', 'd'),
      layer('f', 'GlobalAveragePooling2D', ['e']),
      layer('g', 'Reshape', ['f'], { target_shape: [1, 1, 1] }),
      layer('h', 'Multiply', ['e', 'g']),
      conv('i', 'h'),
    );
    expect(outline(compiled)).toEqual([
      'maxPool(in)',
      'averagePool(b)',
      'zeroPad(c)',
      'relu(d)',
      'globalAverage(e)',
      'spatial(f)',
      'multiply(e g)',
      'conv(h)',
    ]);
    expect(convolutions(compiled)[0]?.kernel).toBeCloseTo(6 / 4, 6);
  });

  test('they are multiplied in before a sum, a concatenation, a ReLU6, an offset and at the end', () => {
    const half = rescaling('a', 'in', 1 / 2, 0);
    const scaled = 'scale(in)';
    expect(outline(program(half, layer('b', 'Add', ['a', 'in'])))).toEqual([scaled, 'add(a·0.5 in)']);
    expect(outline(program(half, layer('b', 'Concatenate', ['in', 'a'])))).toEqual([
      scaled,
      'concat(in a·0.5)',
    ]);
    expect(outline(program(half, relu('b', 'a', 6)))).toEqual([scaled, 'relu6(a·0.5)']);
    expect(outline(program(half, rescaling('b', 'a', 1, 3)))).toEqual([scaled, 'addScalar(a·0.5)']);
    expect(program(half)).toMatchObject({
      steps: [{ op: 'scale', inputs: ['in'], value: 0.5 }],
      output: 'a·0.5',
    });
  });

  test('a factor that two layers need is multiplied in once', () => {
    const compiled = program(
      rescaling('a', 'in', 1 / 2, 0),
      layer('b', 'Add', ['a', 'in']),
      layer('c', 'Add', ['a', 'b']),
    );
    expect(outline(compiled)).toEqual(['scale(in)', 'add(a·0.5 in)', 'add(a·0.5 b)']);
  });

  test('a negative factor is multiplied in at once, since ReLU and maximum do not let it through', () => {
    const compiled = program(rescaling('a', 'in', -2, 0), relu('b', 'a'));
    expect(outline(compiled)).toEqual(['scale(in)', 'addScalar(in·-2)', 'relu(a)']);
  });
});

test('with activations folded only, weights stay as they are', () => {
  const compiled = folded(
    'activations',
    conv('a', 'in'),
    rescaling('b', 'a', 1, 3),
    ...hardSwish('c', 'b'),
    conv('d', 'c'),
    relu('e', 'd', 6),
    rescaling('f', 'e', -2, 0),
  );
  expect(outline(compiled)).toEqual([
    'conv(in)',
    'addScalar(a)',
    'addScalar(b)',
    'relu6(c_shift)',
    'scale(c_relu)',
    'multiply(b c_sixth)',
    'conv(c)',
    'scale(d)',
  ]);
  expect(convolutions(compiled)).toEqual([
    { kernel: 6, bias: 0.5, activation: 'linear' },
    { kernel: 6, bias: 0.5, activation: 'relu6' },
  ]);
  expect(compiled.steps.flatMap((step) => ('value' in step ? [step.value] : []))).toEqual([3, 3, 1 / 6, -2]);
});

test('each value is released after its last use, the input and the output never', () => {
  const { released, output } = program(
    conv('a', 'in'),
    ...hardSwish('b', 'a'),
    conv('c', 'b'),
    layer('d', 'Add', ['c', 'in']),
    layer('e', 'GlobalAveragePooling2D', ['d']),
  );
  expect(output).toBe('e');
  // conv a · add 3 · relu6 · multiply · conv c · add · average
  expect(released).toEqual([[], [], ['b_shift'], ['a', 'b_relu'], ['b'], ['c'], ['d']]);
});

test.each([
  ['an unknown kind', layer('odd', 'LeakyReLU', ['in']), 'LeakyReLU'],
  ['an activation inside a convolution', layer('odd', 'Conv2D', ['in'], { activation: 'relu' }), 'odd'],
  ['a dilated convolution', layer('odd', 'Conv2D', ['in'], { dilation_rate: [2, 2] }), 'odd'],
  ['another limit of ReLU', relu('odd', 'in', 1), 'odd'],
  ['a sum of three', layer('odd', 'Add', ['in', 'in', 'in']), 'odd'],
])('%s is refused', (_, odd, words) => {
  expect(() => program(odd)).toThrow(TypeError);
  expect(() => program(odd)).toThrow(words);
});

test('a convolution without weights is refused', () => {
  const topology = { layers: [input, conv('a', 'in')], output: 'a', weights: [], shards: [] };
  expect(() => compile(topology, new Map())).toThrow('a/kernel');
});
