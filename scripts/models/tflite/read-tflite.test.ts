import { expect, test } from 'vitest';
import { CONV, everyOperator } from './fixture/every-operator.ts';
import { writeFlat } from './fixture/write-tflite.ts';
import { readTflite } from './read-tflite.ts';

test('operators with their options, in their order', () => {
  const { operators, inputs, outputs } = readTflite(everyOperator());
  const same = { padding: 'same', activation: 'none' };
  expect(operators).toEqual([
    { op: 'PAD', inputs: [0, 1], outputs: [2] },
    { op: 'CONV_2D', ...same, strides: [2, 2], dilation: [1, 1], inputs: [2, 3, 4], outputs: [5] },
    { op: 'DEPTHWISE_CONV_2D', ...same, strides: [1, 1], dilation: [1, 1], inputs: [5, 6, 7], outputs: [8] },
    { op: 'MAX_POOL_2D', ...same, strides: [1, 1], poolSize: [2, 3], inputs: [8], outputs: [9] },
    {
      op: 'AVERAGE_POOL_2D',
      ...same,
      activation: 'relu6',
      strides: [1, 1],
      poolSize: [3, 3],
      inputs: [8],
      outputs: [10],
    },
    { op: 'CONCATENATION', axis: 3, activation: 'none', inputs: [9, 10], outputs: [11] },
    { op: 'ADD', activation: 'none', inputs: [8, 9], outputs: [12] },
    { op: 'other', called: 'SOFTMAX', inputs: [11], outputs: [13] },
    { op: 'other', called: 'Wavelet', inputs: [12], outputs: [13] },
  ]);
  expect([inputs, outputs]).toEqual([[0], [11]]);
});

test('tensors with their shapes, types, numbers and quantisation', () => {
  const { tensors } = readTflite(everyOperator());
  expect(tensors[3]).toEqual({
    name: 'kernel',
    shape: [4, 3, 3, 3],
    type: 'uint8',
    data: CONV.data,
    quantisation: { scale: [CONV.scale], zeroPoint: [CONV.zero] },
  });
  const [, paddings] = tensors;
  expect([paddings?.type, paddings?.quantisation, paddings?.data.length]).toEqual(['int32', undefined, 32]);
  expect(tensors.at(-1)).toMatchObject({ name: 'net/softmax', type: 'float32', data: new Uint8Array(0) });
});

test('what is no TensorFlow Lite file of one graph is refused', () => {
  expect(() => readTflite(new Uint8Array(4))).toThrow('not a TFL3 file');
  expect(() => readTflite(writeFlat({}, 'ONNX'))).toThrow('not a TFL3 file');
  expect(() => readTflite(writeFlat({}, 'TFL3'))).toThrow('0 graphs');
  expect(() => readTflite(writeFlat({ 2: { tables: [{}, {}] } }, 'TFL3'))).toThrow('2 graphs');
  const oddTensor = { 2: { tables: [{ 0: { tables: [{ 1: { int8: 77 }, 3: { text: 'odd' } }] } }] } };
  expect(() => readTflite(writeFlat(oddTensor, 'TFL3'))).toThrow('odd: numbers of an unknown type');
});
