import { type ActivationKind, activate, hardSwish, leakyRelu } from './activations.ts';
import { ConversionError } from './conversion-error.ts';
import { constantOperand, hardSwishOf } from './graph-arithmetic.ts';
import {
  flagOf,
  fusedOps,
  type GraphNode,
  isControl,
  numberOf,
  overSpace,
  paddingOf,
  stridesOf,
} from './graph-node.ts';
import { channelwise, filled, type LayerBuilder } from './layer-builder.ts';
import type { Size, Tensor } from './layers.ts';

export interface GraphContext {
  readonly builder: LayerBuilder;
  readonly layerName: (node: string) => string;
  readonly nodeAt: (name: string) => GraphNode;
  readonly constant: (name: string) => Tensor | undefined;
  /** The layer that holds a node's output. */
  readonly convert: (name: string) => string;
}

const ACTIVATIONS: ReadonlyMap<string, ActivationKind> = new Map([
  ['Relu', 'relu'],
  ['Relu6', 'relu6'],
  ['Sigmoid', 'sigmoid'],
]);

/** Operations that a classifier has on top, where it leaves pictures behind. */
const ON_TOP: ReadonlySet<string> = new Set([
  'MatMul',
  '_FusedMatMul',
  'Softmax',
  'LogSoftmax',
  'ArgMax',
  'Squeeze',
  'Reshape',
  'Flatten',
  'Shape',
  'StridedSlice',
  'Pack',
  'Prod',
  'Const',
  'NoOp',
]);

/** What graph models may be made of, for the person. */
export const GRAPH_OPERATIONS =
  'Conv2D, DepthwiseConv2dNative, BiasAdd, FusedBatchNorm, Relu, Relu6, LeakyRelu, Sigmoid, MaxPool, AvgPool, Mean, Pad, ConcatV2, Add, Sub, Mul, RealDiv, Identity';

/**
 * Turns one node into layers.
 * @returns the name of the layer that holds its output
 * @throws ConversionError where no rule covers it
 */
export function graphRule(node: GraphNode, context: GraphContext): string {
  const { builder, layerName, convert } = context;
  const source = node.name;
  const name = layerName(source);
  const names = (node.input ?? []).filter((input) => !isControl(input));
  const fail = (what: string): never => {
    throw new ConversionError(source, what);
  };
  const named = (index: number): string => names[index] ?? fail(`input ${index} is missing`);
  const input = (index: number): string => convert(named(index));
  const constantAt = (index: number): Tensor =>
    context.constant(named(index)) ?? fail(`${named(index)} is not a constant`);
  const activated = (operation: string, of: string, output: string): string => {
    if (operation === 'LeakyRelu')
      return leakyRelu(builder, leakOf(node), { input: of, name: output, source });
    const kind = ACTIVATIONS.get(operation) ?? fail(`no rule for the activation ${operation}`);
    return activate(builder, kind, { input: of, name: output, source });
  };

  switch (node.op) {
    case '_FusedConv2D':
    case 'FusedDepthwiseConv2dNative':
    case 'Conv2D':
    case 'DepthwiseConv2dNative': {
      const depthwise = node.op.includes('Depthwise');
      const fused = node.op.includes('Fused');
      const [bias = 'BiasAdd', activation, ...rest] = fusedOps(node);
      if (bias !== 'BiasAdd' || rest.length > 0) fail(`fuses ${[bias, activation, ...rest]}`);
      const kernel = constantAt(1);
      const outputs = kernel.shape[depthwise ? 2 : 3] ?? 0;
      const conv = builder.push(
        {
          name,
          kind: depthwise ? 'DepthwiseConv2D' : 'Conv2D',
          inputs: [input(0)],
          kernel,
          bias: fused ? constantAt(2) : filled([outputs], 0),
          strides: stridesOf(node),
          padding: paddingOf(node),
        },
        source,
      );
      return activation === undefined ? conv : activated(activation, conv, `${name}_relu`);
    }
    case 'BiasAdd': {
      const of = input(0);
      return builder.normalise(
        of,
        channelwise(builder.channelsOf(of), undefined, constantAt(1)),
        name,
        source,
      );
    }
    case 'FusedBatchNorm':
    case 'FusedBatchNormV2':
    case 'FusedBatchNormV3': {
      const [gamma, beta, mean, variance] = [constantAt(1), constantAt(2), constantAt(3), constantAt(4)];
      const epsilon = numberOf(node, 'epsilon', 1e-4);
      return builder.normalise(input(0), { gamma, beta, mean, variance, epsilon }, name, source);
    }
    case 'Relu':
    case 'Relu6':
    case 'LeakyRelu':
    case 'Sigmoid':
      return activated(node.op, input(0), name);
    case 'MaxPool':
    case 'AvgPool':
      return builder.push(
        {
          name,
          kind: node.op === 'MaxPool' ? 'MaxPooling2D' : 'AveragePooling2D',
          inputs: [input(0)],
          poolSize: overSpace(node, 'ksize'),
          strides: stridesOf(node),
          padding: paddingOf(node),
        },
        source,
      );
    case 'Mean':
      return meanOverSpace(node, [...constantAt(1).values], input(0), name, builder);
    case 'Reshape': {
      const of = input(0);
      if (builder.at(of)?.kind !== 'GlobalAveragePooling2D' || !keepsChannels(named(1), context))
        throw new ConversionError(source, 'leaves pictures behind', true);
      return builder.push(
        { name, kind: 'Reshape', inputs: [of], targetShape: [1, 1, builder.channelsOf(of)] },
        source,
      );
    }
    case 'Pad':
    case 'PadV2': {
      const [b0, b1, top = 0, bottom = 0, left = 0, right = 0, c0, c1] = constantAt(1).values;
      const value = names.length > 2 ? constantAt(2).values[0] : 0;
      if (b0 || b1 || c0 || c1 || value !== 0) fail('pads with more than zeros around the picture');
      const padding: readonly [Size, Size] = [
        [top, bottom],
        [left, right],
      ];
      return builder.push({ name, kind: 'ZeroPadding2D', inputs: [input(0)], padding }, source);
    }
    case 'ConcatV2': {
      const axis = constantAt(names.length - 1).values[0];
      if (axis !== 3 && axis !== -1) fail('does not join channels');
      return builder.push({ name, kind: 'Concatenate', inputs: names.slice(0, -1).map(convert) }, source);
    }
    case 'Add':
    case 'AddV2':
    case 'Sub':
    case 'Mul':
    case 'RealDiv': {
      const swish = hardSwishOf(node, context);
      if (swish) return hardSwish(builder, { input: convert(swish.input), name, source }, swish);
      const operand = constantOperand(node, context.constant);
      if (operand) {
        const of = convert(operand.other);
        const { scale, offset } = operand;
        if (typeof scale === 'number' && typeof offset === 'number')
          return builder.push({ name, kind: 'Rescaling', inputs: [of], scale, offset }, source);
        const channels = builder.channelsOf(of);
        const each = (of: number | Tensor) => (typeof of === 'number' ? filled([channels], of) : of);
        if ([scale, offset].some((of) => typeof of !== 'number' && of.values.length !== channels))
          fail(`a constant that is not one number a channel`);
        return builder.normalise(of, channelwise(channels, each(scale), each(offset)), name, source);
      }
      if (node.op === 'Sub' || node.op === 'RealDiv') fail(`no rule for ${node.op} of two pictures`);
      const kind = node.op === 'Mul' ? 'Multiply' : 'Add';
      return builder.push({ name, kind, inputs: names.map(convert) }, source);
    }
    case 'Identity':
    case 'StopGradient':
      return input(0);
    default:
      throw new ConversionError(source, `no rule for the operation ${node.op}`, ON_TOP.has(node.op));
  }
}

/** @throws ConversionError where relu would not be its larger part */
function leakOf(node: GraphNode): number {
  const slope = numberOf(node, node.op === 'LeakyRelu' ? 'alpha' : 'leakyrelu_alpha', 0.2);
  if (!(slope >= 0 && slope < 1)) throw new ConversionError(node.name, `a slope of ${slope}`);
  return slope;
}

function meanOverSpace(
  node: GraphNode,
  axes: readonly number[],
  of: string,
  name: string,
  builder: LayerBuilder,
): string {
  const source = node.name;
  if (axes.join() !== '1,2') throw new ConversionError(source, `a mean over axes ${axes}, not over space`);
  const keeps = flagOf(node, 'keep_dims');
  const pooled = builder.push(
    { name: keeps ? `${name}_pool` : name, kind: 'GlobalAveragePooling2D', inputs: [of] },
    source,
  );
  if (!keeps) return pooled;
  const targetShape = [1, 1, builder.channelsOf(of)];
  return builder.push({ name, kind: 'Reshape', inputs: [pooled], targetShape }, source);
}

/** Whether a shape is [batch, 1, 1, channels]: a constant, or put together from the batch's size and constants. */
function keepsChannels(shape: string, { nodeAt, constant }: GraphContext): boolean {
  const known = constant(shape);
  if (known) return known.values.length === 4 && known.values[1] === 1 && known.values[2] === 1;
  const node = nodeAt(shape);
  const sizes = (node.input ?? [])
    .filter((input) => !isControl(input))
    .map((input) => constant(input)?.values[0]);
  return node.op === 'Pack' && sizes.length === 4 && sizes[1] === 1 && sizes[2] === 1;
}
