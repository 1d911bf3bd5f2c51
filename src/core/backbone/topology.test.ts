import { expect, test } from 'vitest';
import { parseTopology } from './topology.ts';

/** As Keras and the tfjs converter write a functional model: a convolution beside its own input, added. */
const file = {
  format: 'layers-model',
  modelTopology: {
    keras_version: '2.15.0',
    model_config: {
      class_name: 'Model',
      config: {
        name: 'tiny',
        layers: [
          { name: 'in', class_name: 'InputLayer', config: { dtype: 'float32' }, inbound_nodes: [] },
          { name: 'conv', class_name: 'Conv2D', config: { filters: 3 }, inbound_nodes: [[['in', 0, 0, {}]]] },
          {
            name: 'sum',
            class_name: 'Add',
            config: {},
            inbound_nodes: [
              [
                ['conv', 0, 0, {}],
                ['in', 0, 0, {}],
              ],
            ],
          },
        ],
        input_layers: [['in', 0, 0]],
        output_layers: [['sum', 0, 0]],
      },
    },
  },
  weightsManifest: [
    {
      paths: ['group1-shard1of2.bin', 'group1-shard2of2.bin'],
      weights: [
        {
          name: 'conv/kernel',
          shape: [1, 1, 3, 3],
          dtype: 'float32',
          quantization: { dtype: 'float16', original_dtype: 'float32' },
        },
      ],
    },
    {
      paths: ['group2-shard1of1.bin'],
      weights: [
        { name: 'conv/bias', shape: [3], dtype: 'float32' },
        {
          name: 'sum/kernel',
          shape: [5],
          dtype: 'float32',
          quantization: { dtype: 'uint8', scale: 0.5, min: -3, original_dtype: 'float32' },
        },
      ],
    },
  ],
};

test('layers, their inputs, the output, weights and shards of a model.json', () => {
  expect(parseTopology(file)).toEqual({
    layers: [
      { name: 'in', kind: 'InputLayer', config: { dtype: 'float32' }, inputs: [] },
      { name: 'conv', kind: 'Conv2D', config: { filters: 3 }, inputs: ['in'] },
      { name: 'sum', kind: 'Add', config: {}, inputs: ['conv', 'in'] },
    ],
    output: 'sum',
    weights: [
      { name: 'conv/kernel', shape: [1, 1, 3, 3], dtype: 'float16' },
      { name: 'conv/bias', shape: [3], dtype: 'float32' },
      { name: 'sum/kernel', shape: [5], dtype: 'uint8', scale: 0.5, min: -3 },
    ],
    shards: ['group1-shard1of2.bin', 'group1-shard2of2.bin', 'group2-shard1of1.bin'],
  });
});

test.each([
  ['an empty object', {}],
  ['a graph model', { format: 'graph-model', modelTopology: { node: [] }, weightsManifest: [] }],
  [
    'a model without an output',
    {
      modelTopology: { model_config: { config: { layers: [], output_layers: [] } } },
      weightsManifest: [],
    },
  ],
  [
    'a quantised weight without a scale',
    {
      modelTopology: { model_config: { config: { layers: [], output_layers: [['sum', 0, 0]] } } },
      weightsManifest: [
        { paths: [], weights: [{ name: 'a', shape: [1], quantization: { dtype: 'uint8' } }] },
      ],
    },
  ],
])('%s is refused', (_, json) => {
  expect(() => parseTopology(json)).toThrow(TypeError);
});
