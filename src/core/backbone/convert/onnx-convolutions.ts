import { filled } from './layer-builder.ts';
import type { Layer, Tensor } from './layers.ts';
import { axisAt, type OnnxValue } from './onnx-axes.ts';
import {
  channelsSecond,
  constantAt,
  inputAt,
  kernelSize,
  type OnnxContext,
  optionalConstant,
} from './onnx-context.ts';
import { fromOnnxDepthwise, fromOnnxKernel } from './onnx-layouts.ts';
import { floatOf, integerOf, refuse } from './onnx-node.ts';
import { padded, windowOf } from './onnx-window.ts';

/** https://onnx.ai/onnx/operators/onnx__Conv.html; in one group, or in as many as there are channels. */
export function conv(context: OnnxContext): OnnxValue {
  const { op, builder, name, source } = context;
  const of = channelsSecond(context);
  const kernel = constantAt(context, 1, 'kernel');
  const [outputs = 0, inputs = 0] = kernel.shape;
  if (kernel.shape.length !== 4)
    refuse(op, `a kernel of ${kernel.shape.length - 2} axes over space, not two`);
  if (kernel.shape.some((size) => size === 0)) refuse(op, 'an empty kernel');
  const channels = builder.channelsOf(of.layer);
  const group = integerOf(op, 'group', 1);
  const depthwise = group > 1;
  if (depthwise && (group !== channels || inputs !== 1))
    refuse(op, `a convolution in ${group} groups of channels; one group, or one a channel, can be used`);
  if (depthwise && outputs !== group) refuse(op, 'a depthwise convolution that multiplies its channels');
  const window = windowOf(op, kernelSize(kernel));
  const [rows, columns] = window.strides;
  if (depthwise && rows !== columns)
    refuse(op, `a depthwise convolution with strides of ${rows} and ${columns}`);
  const { input, padding } = padded(builder, of.layer, window, { name, source });
  const layer: Layer = {
    name,
    kind: depthwise ? 'DepthwiseConv2D' : 'Conv2D',
    inputs: [input],
    kernel: depthwise ? fromOnnxDepthwise(kernel, group) : fromOnnxKernel(kernel),
    bias: optionalConstant(context, 2, 'bias') ?? filled([outputs], 0),
    strides: window.strides,
    padding,
  };
  return { layer: builder.push(layer, source), axes: of.axes };
}

/** https://onnx.ai/onnx/operators/onnx__BatchNormalization.html, in inference */
export function batchNorm(context: OnnxContext): OnnxValue {
  const { op, builder, name, source } = context;
  const { layer, axes } = inputAt(context, 0);
  if (axes[1] !== 'C') refuse(op, 'a batch-norm that is not over channels');
  if (integerOf(op, 'training_mode', 0) !== 0 || integerOf(op, 'spatial', 1) !== 1)
    refuse(op, 'a batch-norm as it is in training: export the network in evaluation mode, model.eval()');
  const [gamma, beta, mean, variance] = [
    constantAt(context, 1, 'scale'),
    constantAt(context, 2, 'bias'),
    constantAt(context, 3, 'mean'),
    constantAt(context, 4, 'variance'),
  ];
  const channels = builder.channelsOf(layer);
  if ([gamma, beta, mean, variance].some(({ values }) => values.length !== channels))
    refuse(op, `a batch-norm that is not of ${channels} channels`);
  const norm = { gamma, beta, mean, variance, epsilon: floatOf(op, 'epsilon', 1e-5) };
  return { layer: builder.normalise(layer, norm, name, source), axes };
}

/**
 * Gemm and MatMul (https://onnx.ai/onnx/operators/onnx__Gemm.html): a convolution of 1 × 1 where the channels stand last.
 * The picture must be one row and one column for 'NC'.
 */
export function linear(context: OnnxContext): OnnxValue {
  const { op, builder, name, source } = context;
  const of = inputAt(context, 0);
  const matrix = constantAt(context, 1, 'matrix');
  if (of.axes.at(-1) !== 'C' || matrix.shape.length !== 2 || matrix.values.length === 0)
    refuse(op, `${op.operator} that does not mix channels alone`, true);
  if (integerOf(op, 'transA', 0) !== 0) refuse(op, 'a first factor that is transposed');
  const alpha = floatOf(op, 'alpha', 1);
  const kernel = matrixKernel(matrix, integerOf(op, 'transB', 0) !== 0, alpha);
  const outputs = kernel.shape[3] ?? 0;
  const bias = op.operator === 'Gemm' ? optionalConstant(context, 2, 'bias') : undefined;
  const layer: Layer = {
    name,
    kind: 'Conv2D',
    inputs: [of.layer],
    kernel,
    bias: bias ? biasOf(bias, outputs, floatOf(op, 'beta', 1)) : filled([outputs], 0),
    strides: [1, 1],
    padding: 'valid',
  };
  return { layer: builder.push(layer, source), axes: of.axes };
}

/** [in, out], or [out, in] transposed → [1, 1, in, out] */
function matrixKernel({ shape, values }: Tensor, transposed: boolean, factor: number): Tensor {
  const [rows = 0, columns = 0] = shape;
  const scaled = factor === 1 ? values : values.map((value) => value * factor);
  if (!transposed) return { shape: [1, 1, rows, columns], values: scaled };
  return fromOnnxKernel({ shape: [rows, columns, 1, 1], values: scaled });
}

/** One number a channel, or one for all. */
function biasOf({ values }: Tensor, outputs: number, factor: number): Tensor {
  const [only = 0] = values;
  const all = values.length === 1 ? filled([outputs], only).values : values;
  return { shape: [all.length], values: factor === 1 ? all : all.map((value) => value * factor) };
}

/** https://onnx.ai/onnx/operators/onnx__Concat.html, of channels */
export function concat(context: OnnxContext): OnnxValue {
  const { op, builder, name, source } = context;
  const values = op.inputs.map((_, i) => inputAt(context, i));
  const [first] = values;
  if (!first) return refuse(op, 'joins nothing');
  const { axes } = first;
  const axis = axisAt(integerOf(op, 'axis', 1), axes.length);
  if (axes[axis] !== 'C' || values.some((value) => value.axes !== axes)) refuse(op, 'does not join channels');
  if (values.length === 1) return first;
  const inputs = values.map(({ layer }) => layer);
  return { layer: builder.push({ name, kind: 'Concatenate', inputs }, source), axes };
}
