import { describe, expect, test } from 'vitest';
import { reshaped, squeezed, turned, unsqueezed } from './onnx-axes.ts';
import { joinedRows, slicedRows, turnedTable, withOnes, withShape } from './onnx-lists.ts';
import { blockName } from './onnx-model.ts';

// Each as numpy does it to an array of these axes.
test('axes follow what is done to them', () => {
  expect(turned('NHWC', [0, 3, 1, 2])).toBe('NCHW');
  expect(turned('NCHW', undefined)).toBe('WHCN');
  expect(turned('NCHW', [0, 1, 2])).toBe(undefined);
  expect(turned('NCHW', [0, 1, 1, 2])).toBe(undefined);
  expect(squeezed('NCHW', [2, -1])).toBe('NC');
  expect(squeezed('NCHW', undefined)).toBe('NC');
  expect(squeezed('NCHW', [1])).toBe(undefined);
  expect(squeezed('NCHW', [7])).toBe(undefined);
  expect(unsqueezed('NC', [2, 3])).toBe('NCHW');
  expect(unsqueezed('NC', [1, -2])).toBe('NHWC');
  expect(unsqueezed('NHW', [1])).toBe('NCHW');
  expect(unsqueezed('NCHW', [0])).toBe(undefined);
});

test.each([
  ['NCHW', [-1, 8], 'NC'],
  ['NCHW', [0, -1], 'NC'],
  ['NCHW', [null, null], 'NC'],
  ['NC', [0, 8, 1, 1], 'NCHW'],
  ['NC', [2, 1, 1, 8], 'NHWC'],
  ['NC', [null, -1, 1, 1], 'NCHW'],
  ['NCHW', [0, 0, 1, 1], 'NCHW'],
  ['NC', [0, 2, 4], undefined],
  ['NC', [8], undefined],
  ['NC', [], undefined],
  ['WHCN', [0, 8], undefined],
] as const)('%s of one row and column and 8 channels, in the shape %j', (axes, shape, expected) => {
  expect(reshaped(axes, shape, 8)).toBe(expected);
});

describe('what graphs do to constants', () => {
  const list = (...values: number[]) => ({ shape: [values.length], values: Float32Array.from(values) });
  const table = withShape(list(1, 2, 3, 4, 5, 6), [-1, 2]);

  test('shapes', () => {
    expect(table?.shape).toEqual([3, 2]);
    expect(withShape(list(1, 2, 3), [0])?.shape).toEqual([3]);
    expect(withShape(list(1, 2, 3), [2])).toBe(undefined);
    expect(withShape(list(1, 2, 3), [2, -1])).toBe(undefined);
    expect(withOnes(list(1, 2, 3), [0, -1])?.shape).toEqual([1, 3, 1]);
    expect(withOnes(list(1, 2, 3), [5])).toBe(undefined);
  });

  test('rows', () => {
    expect(joinedRows([list(1), list(2, 3)])).toEqual(list(1, 2, 3));
    expect(joinedRows([list(1), undefined])).toBe(undefined);
    const sliced = (start: number, end: number, step: number) => [
      ...(slicedRows(list(1, 2, 3, 4), { start, end, step })?.values ?? []),
    ];
    expect(sliced(1, 3, 1)).toEqual([2, 3]);
    expect(sliced(-2, 2 ** 53, 1)).toEqual([3, 4]);
    expect(sliced(-1, -(2 ** 53), -1)).toEqual([4, 3, 2, 1]);
    expect(sliced(3, 0, -2)).toEqual([4, 2]);
    expect(table && slicedRows(table, { start: 2, end: 0, step: -1 })?.values).toEqual(
      Float32Array.of(5, 6, 3, 4),
    );
    expect(table && turnedTable(table)).toEqual({ shape: [2, 3], values: Float32Array.of(1, 3, 5, 2, 4, 6) });
  });
});

// As torch.onnx.export, the exporters before it, torch.export and tf2onnx name nodes.
test.each([
  ['/features/features.3/conv/conv.0/Conv', 'features.3/conv.0/Conv'],
  ['/layer1/layer1.0/conv1/Conv', 'layer1.0/conv1/Conv'],
  ['model/block_1_expand/Conv2D', 'model/block_1_expand/Conv2D'],
  ['Conv_12', ''],
  ['/Conv_12', ''],
  ['node_conv2d_3', ''],
  ['311', ''],
])('the node %s tells the block by %s', (node, name) => {
  expect(blockName(node)).toBe(name);
});
