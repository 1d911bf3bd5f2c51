import { beforeAll, describe, expect, test } from 'vitest';
import { compareFeatures } from '../../../../test-support/engine/backbone/own/onnx-features.ts';
import {
  asPytorch,
  asTensorflow,
  type Middle,
  OnnxFile,
} from '../../../../test-support/engine/backbone/own/onnx-file.ts';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import type { OnnxAttribute } from '../../onnx/onnx-proto.ts';

beforeAll(startRuntime);

type Make = Middle['make'];
type Attributes = Readonly<Record<string, OnnxAttribute>>;

const six = (make: Make): Middle => ({ make, channels: 6 });
const op = (operator: string, attributes: Attributes = {}): Middle =>
  six((file, x) => file.node(operator, [x], attributes));
/** Of values above and below zero. */
const signed = (make: Make): Middle => six((file, x) => make(file, file.conv(x, 6, 6, [1, 1])));
const conv = (kernel: readonly [number, number], attributes: Attributes): Middle =>
  six((file, x) => file.conv(x, 6, 6, kernel, attributes));
const pool = (kind: 'Max' | 'Average', size: number, attributes: Attributes): Middle =>
  op(`${kind}Pool`, { kernel_shape: [size, size], ...attributes });
const norm: Make = (file, x) =>
  file.node(
    'BatchNormalization',
    [x, file.weight([6]), file.weight([6]), file.weight([6]), file.weight([6], 0.5)],
    { epsilon: { float: 1e-3 } },
  );
/** Squeeze-and-excitation, with something between the average and the product. */
const squeeze = (between: Make): Middle => six((file, x) => file.node('Mul', [x, between(file, x)]));
const average: Make = (file, x) => file.node('GlobalAveragePool', [x]);
const pads = { pads: [1, 1, 1, 1] };
const twos = { strides: [2, 2] };

const MIDDLES: Readonly<Record<string, Middle>> = {
  'a convolution without pads': conv([3, 2], {}),
  'pads that are “same”': conv([3, 5], { pads: [1, 2, 1, 2] }),
  'pads with strides, as PyTorch has them': conv([3, 3], { ...twos, ...pads }),
  'pads of one side': conv([3, 3], { ...twos, pads: [0, 1, 2, 0] }),
  'an even kernel, padded before': conv([4, 2], { pads: [2, 1, 1, 0] }),
  'SAME_UPPER with strides': conv([3, 3], { ...twos, auto_pad: 'SAME_UPPER' }),
  'SAME_LOWER, an even kernel': conv([2, 4], { auto_pad: 'SAME_LOWER' }),
  'VALID with strides': conv([3, 3], { strides: [2, 1], auto_pad: 'VALID' }),
  'a depthwise convolution': six((file, x) =>
    file.node('Conv', [x, file.weight([6, 1, 3, 3]), file.weight([6])], { group: 6, ...twos, ...pads }),
  ),
  'a convolution without a bias, and a batch-norm': six((file, x) =>
    norm(file, file.node('Conv', [x, file.weight([6, 6, 1, 1])], {})),
  ),
  'a batch-norm behind what two things read': six((file, x) => {
    const both = file.conv(x, 6, 6, [1, 1]);
    return file.node('Add', [norm(file, both), both]);
  }),
  'a batch-norm of the picture that comes': six(norm),
  Relu: signed((file, x) => file.relu(x)),
  'Clip from 0 to 6': signed((file, x) => file.node('Clip', [x, file.scalar(0), file.scalar(6)])),
  'Clip from −0.5 to 0.25': signed((file, x) => file.node('Clip', [x, file.scalar(-0.5), file.scalar(0.25)])),
  'Clip from below': signed((file, x) => file.node('Clip', [x, file.scalar(-0.5)])),
  'Clip from above': signed((file, x) => file.node('Clip', [x, '', file.scalar(0.5)])),
  'Clip, its bound a Constant node': signed((file, x) => {
    const zero = file.node('Constant', [], {
      value: { tensor: { name: '', dims: [], values: Float32Array.of(0) } },
    });
    return file.node('Clip', [x, zero]);
  }),
  'Max and Min': signed((file, x) =>
    file.node('Min', [file.scalar(6), file.node('Max', [x, file.scalar(0)])]),
  ),
  HardSwish: signed((file, x) => file.node('HardSwish', [x])),
  HardSigmoid: signed((file, x) => file.node('HardSigmoid', [x], { alpha: { float: 1 / 6 } })),
  'HardSigmoid as it is without settings': signed((file, x) => file.node('HardSigmoid', [x])),
  'hard-swish in pieces, as opset 13 has it': signed((file, x) => {
    const clip = file.node('Clip', [file.node('Add', [x, file.scalar(3)]), file.scalar(0), file.scalar(6)]);
    return file.node('Div', [file.node('Mul', [x, clip]), file.scalar(6)]);
  }),
  Sigmoid: signed((file, x) => file.node('Sigmoid', [x])),
  SiLU: signed((file, x) => file.node('Mul', [x, file.node('Sigmoid', [x])])),
  LeakyRelu: signed((file, x) => file.node('LeakyRelu', [x], { alpha: { float: 0.1 } })),
  'a residual': six((file, x) => file.relu(file.node('Add', [x, file.conv(x, 6, 6, [3, 3], pads)]))),
  'a picture and itself': six((file, x) => file.node('Mul', [file.node('Add', [x, x]), x])),
  'a sum of three': six((file, x) => file.node('Sum', [x, file.conv(x, 6, 6, [1, 1]), x])),
  'constants, one a channel or one for all': six((file, x) => {
    const scaled = file.node('Mul', [file.weight([1, 6, 1, 1]), file.node('Sub', [file.scalar(1), x])]);
    const less = file.node('Sub', [file.node('Sub', [scaled, file.weight([6, 1, 1])]), file.scalar(0.5)]);
    return file.node('Div', [less, file.weight([1, 6, 1, 1], 0.5)]);
  }),
  'channels joined': {
    make: (file, x) => file.node('Concat', [x, file.conv(x, 6, 5, [1, 1]), x], { axis: 1 }),
    channels: 17,
  },
  'channels joined, counted from the end': {
    make: (file, x) => file.node('Concat', [x, x], { axis: -3 }),
    channels: 12,
  },
  'MaxPool without pads': pool('Max', 2, twos),
  'MaxPool with pads, as ResNet has it': pool('Max', 3, { ...twos, ...pads }),
  'MaxPool that is “same” of what may be below zero': signed((file, x) =>
    file.node('MaxPool', [x], { kernel_shape: [3, 3], ...pads }),
  ),
  'MaxPool SAME_UPPER of what may be below zero': signed((file, x) =>
    file.node('MaxPool', [x], { kernel_shape: [3, 3], ...twos, auto_pad: 'SAME_UPPER' }),
  ),
  'MaxPool with ceil_mode, as SqueezeNet has it': pool('Max', 3, { ...twos, ceil_mode: 1 }),
  'MaxPool of pairs with ceil_mode': pool('Max', 2, { ...twos, ceil_mode: 1 }),
  'MaxPool with pads and ceil_mode': pool('Max', 4, { ...twos, ...pads, ceil_mode: 1 }),
  'AveragePool without pads': pool('Average', 3, twos),
  'AveragePool that counts its pads': pool('Average', 3, { ...twos, ...pads, count_include_pad: 1 }),
  'AveragePool that does not, without strides': pool('Average', 3, pads),
  'AveragePool SAME_UPPER': pool('Average', 3, { ...twos, auto_pad: 'SAME_UPPER' }),
  'Pad, then AveragePool': six((file, x) => {
    const around = file.node('Pad', [x, file.list(0, 0, 1, 0, 0, 0, 2, 1)]);
    return file.node('AveragePool', [around], { kernel_shape: [3, 3], ...twos });
  }),
  'squeeze-excitation of convolutions': squeeze((file, x) => {
    const narrow = file.relu(file.conv(average(file, x), 6, 2, [1, 1]));
    return file.node('Sigmoid', [file.conv(narrow, 2, 6, [1, 1])]);
  }),
  'squeeze-excitation of dense layers': squeeze((file, x) => {
    const vector = file.node('Flatten', [average(file, x)]);
    const narrow = file.node('Gemm', [vector, file.weight([2, 6]), file.weight([2])], {
      transB: 1,
      alpha: { float: 0.5 },
      beta: { float: 2 },
    });
    const wide = file.node('Add', [file.node('MatMul', [narrow, file.weight([2, 6])]), file.weight([6])]);
    return file.node('Reshape', [file.node('Sigmoid', [wide]), file.list(-1, 6, 1, 1)]);
  }),
  'squeeze-excitation that asks for its sizes, as PyTorch’s view does': squeeze((file, x) => {
    const size = (index: number) => {
      const one = file.node('Gather', [
        file.node('Shape', [x]),
        file.tensor([], BigInt64Array.of(BigInt(index))),
      ]);
      return file.node('Unsqueeze', [one, file.list(0)]);
    };
    const flat = file.node('Reshape', [
      average(file, x),
      file.node('Concat', [size(0), size(1)], { axis: 0 }),
    ]);
    const dense = file.node('Gemm', [flat, file.weight([6, 6]), file.weight([6])]);
    const shape = file.node('Concat', [size(0), size(1), file.list(1), file.list(1)], { axis: 0 });
    return file.node('Reshape', [dense, shape]);
  }),
  'means over space that keep their axes, and that get them back': squeeze((file, x) => {
    const kept = file.node('ReduceMean', [x], { axes: [2, 3], keepdims: 1 });
    const gone = file.node('ReduceMean', [x], { axes: [-1, -2], keepdims: 0 });
    const back = file.node('Unsqueeze', [gone, file.list(2, 3)]);
    const squeezed = file.node('Squeeze', [average(file, x), file.list(3, 2)]);
    const last = file.node('Reshape', [squeezed, file.list(0, 0, 1, 1)]);
    return file.node('Add', [file.node('Add', [kept, back]), last]);
  }),
  'what changes nothing': six((file, x) =>
    file.node('Identity', [file.node('Cast', [file.node('Dropout', [x])], { to: 1 })]),
  ),
  'turned back and forth': six((file, x) => {
    const turned = file.node('Transpose', [x]);
    const scaled = file.node('Mul', [turned, file.weight([6, 1])]);
    return file.node('Transpose', [scaled], { perm: [3, 2, 1, 0] });
  }),
};

describe.each([
  ['PyTorch', asPytorch],
  ['tf2onnx', asTensorflow],
])('as %s writes it, features are those of onnxruntime:', (_, write) => {
  test.each(Object.entries(MIDDLES))('%s', async (_name, middle) => {
    for (const size of [18, 21]) {
      const { own, error, spread } = await compareFeatures(write(middle, size), size);
      expect(own.leftOut).toBe(null);
      expect(own.size).toBe(size);
      expect(error).toBeLessThan(1e-5);
      expect(spread).toBeGreaterThan(0.01);
    }
  });
});

test('a file that takes any size, its channels told by where the first Transpose puts them', async () => {
  for (const write of [asPytorch, asTensorflow]) {
    const { own, error } = await compareFeatures(write(op('Relu'), 'side'), 24);
    expect(own.size).toBe(null);
    expect(error).toBeLessThan(1e-5);
  }
});

test.each([
  ['9', 9, { min: { float: 0 }, max: { float: 6 } }, { pads: [0, 0, 1, 0, 0, 0, 2, 1] }, []],
  ['18', 18, {}, {}, [1, 0, 2, 1]],
] as const)('opset %s has its settings elsewhere', async (_, opset, bounds, around, pads) => {
  const middle = signed((file, x) => {
    const inputs = opset < 11 ? [] : [file.scalar(0), file.scalar(6)];
    const clipped = file.node('Clip', [x, ...inputs], bounds);
    const padded =
      opset < 11
        ? file.node('Pad', [clipped], around)
        : file.node('Pad', [clipped, file.list(...pads), '', file.list(2, 3)]);
    const axes = opset < 18 ? [] : [file.list(2, 3)];
    const mean = file.node('ReduceMean', [padded, ...axes], opset < 18 ? { axes: [2, 3] } : {});
    return file.node('Mul', [padded, file.node('Sigmoid', [mean])]);
  });
  const { own, error } = await compareFeatures(asPytorch(middle, 19, opset), 19);
  expect(own.leftOut).toBe(null);
  expect(error).toBeLessThan(1e-5);
});

test('pads that PyTorch computes in the graph', async () => {
  const middle = six((file, x) => {
    const zeros = file.node('ConstantOfShape', [file.list(4)], {
      value: { tensor: { name: '', dims: [1], values: BigInt64Array.of(0n) } },
    });
    // Left, right, top, bottom, and nothing for the other axes: pairs, of the last axis first.
    const all = file.node('Concat', [file.list(1, 0, 2, 1), zeros], { axis: 0 });
    const pairs = file.node('Reshape', [all, file.list(-1, 2)]);
    const end = file.list(-9_007_199_254_740_991);
    const turned = file.node('Slice', [pairs, file.list(-1), end, file.list(0), file.list(-1)]);
    const row = file.node('Reshape', [file.node('Transpose', [turned], { perm: [1, 0] }), file.list(-1)]);
    return file.node('Pad', [x, file.node('Cast', [row], { to: 7 })]);
  });
  expect((await compareFeatures(asPytorch(middle, 20), 20)).error).toBeLessThan(1e-5);
});

test('channels that are taken apart to be prepared, as torchvision’s GoogLeNet does', async () => {
  const file = new OnnxFile();
  const channel = (index: number) => {
    const one = file.node('Gather', ['x', file.tensor([], BigInt64Array.of(BigInt(index)))], { axis: 1 });
    const apart = file.node('Unsqueeze', [one, file.list(1)]);
    return file.node('Add', [file.node('Mul', [apart, file.scalar(0.4 + index)]), file.scalar(index - 0.5)]);
  };
  const joined = file.node('Concat', [channel(2), channel(0), channel(1)], { axis: 1 });
  const { error, spread } = await compareFeatures(
    file.bytes(file.conv(joined, 3, 4, [3, 3]), [3, 20, 20]),
    20,
  );
  expect(error).toBeLessThan(1e-5);
  expect(spread).toBeGreaterThan(0.01);
});
