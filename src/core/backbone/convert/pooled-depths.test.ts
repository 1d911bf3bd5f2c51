import { expect, test } from 'vitest';
import type { Layer } from './layers.ts';
import { withPooledDepths } from './pooled-depths.ts';

const conv = (name: string, input: string, from: number, to: number): Layer => ({
  name,
  kind: 'Conv2D',
  inputs: [input],
  kernel: { shape: [1, 1, from, to], values: new Float32Array(from * to) },
  bias: { shape: [to], values: new Float32Array(to) },
  strides: [2, 2],
  padding: 'same',
});
const layers: readonly Layer[] = [
  { name: 'input', kind: 'InputLayer', inputs: [] },
  conv('a', 'input', 3, 5),
  conv('b', 'a', 5, 8),
];
const depth = (name: string, top: string) => ({ name, source: `model/${top}`, top });

test('one depth is averaged, and that are the features', () => {
  const made = withPooledDepths(layers, [depth('1', 'a')], 8);
  expect(made.layers).toEqual([
    ...layers,
    { name: 'features', kind: 'GlobalAveragePooling2D', inputs: ['a'] },
  ]);
  expect(made.depths).toEqual([{ name: '1', source: 'model/a', layer: 'features', features: 5 }]);
});

test('of several each is averaged, and they are set side by side', () => {
  const made = withPooledDepths(layers, [depth('1', 'a'), depth('2', 'b')], 8);
  expect(made.layers.slice(layers.length)).toEqual([
    { name: 'features_1', kind: 'GlobalAveragePooling2D', inputs: ['a'] },
    { name: 'features_2', kind: 'GlobalAveragePooling2D', inputs: ['b'] },
    { name: 'features', kind: 'Concatenate', inputs: ['features_1', 'features_2'] },
  ]);
  expect(made.depths.map((one) => [one.name, one.source, one.layer, one.features])).toEqual([
    ['1', 'model/a', 'features_1', 5],
    ['2', 'model/b', 'features_2', 8],
  ]);
});

test('depths whose names make the same name of a layer get a layer each', () => {
  const made = withPooledDepths(layers, [depth('1 a', 'a'), depth('1_a', 'b')], 8);
  expect(made.depths.map((one) => one.layer)).toEqual(['features_1_a', 'features_1_a_']);
});

test('names that are taken stay with whom they are, and a block’s words become a layer’s name', () => {
  const own: readonly Layer[] = [
    ...layers,
    { name: 'features', kind: 'ReLU', inputs: ['b'], maxValue: null },
    { name: 'features_1', kind: 'ReLU', inputs: ['features'], maxValue: null },
  ];
  const made = withPooledDepths(own, [depth('1', 'a'), depth('block 2/é', 'features_1')], 8);
  expect(made.layers.slice(own.length).map(({ name }) => name)).toEqual([
    'features_1_',
    'features_block_2_',
    'features_',
  ]);
  expect(made.depths.map((one) => one.layer)).toEqual(['features_1_', 'features_block_2_']);
  const names = made.layers.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
