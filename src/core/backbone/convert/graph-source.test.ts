import { describe, expect, test } from 'vitest';
import type { GraphNode } from './graph-node.ts';
import { graphConverter } from './graph-source.ts';
import type { Layer, Tensor } from './layers.ts';

const scalar = (value: number): Tensor => ({ shape: [], values: Float32Array.of(value) });
const WEIGHTS = new Map([
  ['three', scalar(3)],
  ['sixth', scalar(0.125)],
]);
const INPUT: GraphNode = { name: 'x', op: 'Placeholder' };

function convert(cut: string, ...nodes: GraphNode[]): readonly Layer[] {
  const source = {
    nodes: [INPUT, ...nodes],
    weights: WEIGHTS,
    entry: 'x',
    layerName: (name: string) => name,
  };
  const converter = graphConverter(source);
  converter.convert(cut);
  return converter.layers;
}

describe('hard-swish, Mul(Mul(c, x), Relu6(Add(x, 3)))', () => {
  const scaled: GraphNode = { name: 'scaled', op: 'Mul', input: ['sixth', 'x'] };
  const shifted: GraphNode = { name: 'shifted', op: 'Add', input: ['x', 'three'] };
  const gate: GraphNode = { name: 'gate', op: 'Relu6', input: ['shifted'] };
  const swish: GraphNode = { name: 'swish', op: 'Mul', input: ['scaled', 'gate'] };

  test("becomes Keras's chain", () => {
    expect(convert('swish', scaled, shifted, gate, swish)).toEqual([
      { name: 'input', kind: 'InputLayer', inputs: [] },
      { name: 'swish_shift', kind: 'Rescaling', inputs: ['input'], scale: 1, offset: 3 },
      { name: 'swish_relu', kind: 'ReLU', inputs: ['swish_shift'], maxValue: 6 },
      { name: 'swish_scale', kind: 'Rescaling', inputs: ['swish_relu'], scale: 0.125, offset: 0 },
      { name: 'swish', kind: 'Multiply', inputs: ['input', 'swish_scale'] },
    ]);
  });

  test('is not seen in a product of two different inputs', () => {
    const other: GraphNode = { name: 'other', op: 'Relu', input: ['x'] };
    const elsewhere: GraphNode = { ...shifted, input: ['other', 'three'] };
    const kinds = convert('swish', scaled, other, elsewhere, gate, swish).map(
      ({ name, kind }) => `${name} ${kind}`,
    );
    expect(kinds).toEqual([
      'input InputLayer',
      'scaled Rescaling',
      'other ReLU',
      'shifted Rescaling',
      'gate ReLU',
      'swish Multiply',
    ]);
  });
});

test('a fused convolution is taken apart', () => {
  const kernel: Tensor = { shape: [1, 1, 3, 2], values: new Float32Array(6) };
  const bias: Tensor = { shape: [2], values: new Float32Array(2) };
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const conv: GraphNode = {
    name: 'conv',
    op: '_FusedConv2D',
    input: ['x', 'kernel', 'bias'],
    attr: {
      strides: { list: { i: ['1', '2', '2', '1'] } },
      padding: { s: base64('SAME') },
      fused_ops: { list: { s: [base64('BiasAdd'), base64('Relu6')] } },
    },
  };
  const weights = new Map([
    ['kernel', kernel],
    ['bias', bias],
  ]);
  const source = {
    nodes: [INPUT, conv],
    weights,
    entry: 'x',
    layerName: (name: string) => name,
  };
  const converter = graphConverter(source);
  converter.convert('conv');
  expect(converter.layers.slice(1)).toEqual([
    { name: 'conv', kind: 'Conv2D', inputs: ['input'], kernel, bias, strides: [2, 2], padding: 'same' },
    { name: 'conv_relu', kind: 'ReLU', inputs: ['conv'], maxValue: 6 },
  ]);
});

test('an operation without a rule is named', () => {
  expect(() => convert('elu', { name: 'elu', op: 'Elu', input: ['x'] })).toThrow(
    'elu: no rule for the operation Elu',
  );
});
