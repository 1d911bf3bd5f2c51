import type { Layer, Padding, Size, Tensor } from './layers.ts';

/** A node of a TensorFlow graph, as tfjs's graph model stores it. Strings in attributes are base64. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, GraphAttribute>>;
}

interface GraphAttribute {
  readonly s?: string;
  readonly b?: boolean;
  readonly list?: { readonly s?: readonly string[]; readonly i?: readonly string[] };
}

export interface GraphSource {
  readonly nodes: readonly GraphNode[];
  readonly weights: ReadonlyMap<string, Tensor>;
  /** The node that holds the pixels as the card prepares them. */
  readonly entry: string;
  /** The node whose output is wanted. */
  readonly cut: string;
  /** A readable layer name for a node's name. */
  readonly layerName: (node: string) => string;
}

/** Layers in topological order; `sources` tells which node of the graph each came from. */
export interface ConvertedLayers {
  readonly layers: readonly Layer[];
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * The part of a frozen inference graph between its entry and its cut, as Keras layers. The graph's batch-norm is
 * folded already (the tfjs converter does that), its fused operations are taken apart again, and hard-swish is
 * built the way Keras builds it.
 * @throws on an operation that no rule here covers
 */
export function layersFromGraph(source: GraphSource): ConvertedLayers {
  const nodes = new Map(source.nodes.map((node) => [node.name, node]));
  const layers: Layer[] = [];
  const sources = new Map<string, string>();
  const outputs = new Map<string, string>();

  const nodeAt = (name: string): GraphNode => {
    const node = nodes.get(name);
    if (node === undefined) throw new Error(`the graph has no node ${name}`);
    return node;
  };
  const constantAt = (name: string): Tensor => {
    const tensor = source.weights.get(name);
    if (tensor === undefined) throw new Error(`${name} is not a constant`);
    return tensor;
  };

  /** Converts a node and all that it needs; gives the name of the layer that holds its output. */
  const convert = (name: string): string => {
    const done = outputs.get(name);
    if (done !== undefined) return done;
    const before = layers.length;
    const push = (layer: Layer): string => {
      layers.push(layer);
      sources.set(layer.name, name);
      return layer.name;
    };
    const output =
      name === source.entry ? push({ name: 'input', kind: 'InputLayer', inputs: [] }) : build(name, push);
    if (layers.length === before) throw new Error(`${name}: nothing was made of it`);
    outputs.set(name, output);
    return output;
  };

  const build = (name: string, push: (layer: Layer) => string): string => {
    const node = nodeAt(name);
    const inputs = node.input ?? [];
    const layerName = source.layerName(name);
    const input = (index: number): string => {
      const at = inputs[index];
      if (at === undefined) throw new Error(`${name}: input ${index} is missing`);
      return at;
    };
    switch (node.op) {
      case '_FusedConv2D':
      case 'FusedDepthwiseConv2dNative': {
        const conv = push({
          name: layerName,
          kind: node.op === '_FusedConv2D' ? 'Conv2D' : 'DepthwiseConv2D',
          inputs: [convert(input(0))],
          kernel: constantAt(input(1)),
          bias: constantAt(input(2)),
          strides: stridesOf(node),
          padding: paddingOf(node),
        });
        const [bias, activation, ...rest] = (node.attr?.fused_ops?.list?.s ?? []).map(decode);
        if (bias !== 'BiasAdd' || rest.length > 0) throw new Error(`${name}: fuses ${bias}, ${rest}`);
        if (activation === undefined) return conv;
        return push({
          name: `${layerName}_relu`,
          kind: 'ReLU',
          inputs: [conv],
          maxValue: maxValueOf(activation),
        });
      }
      case 'Relu':
      case 'Relu6':
        return push({
          name: layerName,
          kind: 'ReLU',
          inputs: [convert(input(0))],
          maxValue: maxValueOf(node.op),
        });
      case 'Mean': {
        if (node.attr?.keep_dims?.b !== true) throw new Error(`${name}: a mean that drops its axes`);
        const axes = [...constantAt(input(1)).values];
        if (axes.join() !== '1,2') throw new Error(`${name}: a mean over axes ${axes}, not over space`);
        const producer = convert(input(0));
        const pooled = push({
          name: `${layerName}_pool`,
          kind: 'GlobalAveragePooling2D',
          inputs: [producer],
        });
        const channels = channelsOf(producer);
        return push({ name: layerName, kind: 'Reshape', inputs: [pooled], targetShape: [1, 1, channels] });
      }
      case 'Add':
      case 'AddV2':
      case 'Mul': {
        const swish = hardSwish(node, nodeAt, source.weights);
        if (swish !== undefined) {
          const x = convert(swish.input);
          const { scale, offset } = swish;
          push({ name: `${layerName}_shift`, kind: 'Rescaling', inputs: [x], scale: 1, offset });
          push({ name: `${layerName}_relu`, kind: 'ReLU', inputs: [`${layerName}_shift`], maxValue: 6 });
          push({
            name: `${layerName}_scale`,
            kind: 'Rescaling',
            inputs: [`${layerName}_relu`],
            scale,
            offset: 0,
          });
          return push({ name: layerName, kind: 'Multiply', inputs: [x, `${layerName}_scale`] });
        }
        const constant = scalarOperand(node, source.weights);
        if (constant === undefined) {
          return push({
            name: layerName,
            kind: node.op === 'Mul' ? 'Multiply' : 'Add',
            inputs: [convert(input(0)), convert(input(1))],
          });
        }
        const [scale, offset] = node.op === 'Mul' ? [constant.value, 0] : [1, constant.value];
        return push({ name: layerName, kind: 'Rescaling', inputs: [convert(constant.other)], scale, offset });
      }
      default:
        throw new Error(`${name}: no rule for the operation ${node.op}`);
    }
  };

  /** Channels of a layer's output: those of the last convolution before it, which every other layer here keeps. */
  const channelsOf = (name: string): number => {
    const layer = layers.find((one) => one.name === name);
    if (layer === undefined) throw new Error(`no layer ${name}`);
    if (layer.kind === 'Conv2D' || layer.kind === 'DepthwiseConv2D') return layer.bias.values.length;
    const [first] = layer.inputs;
    if (first === undefined) throw new Error(`${name}: its channels are not known`);
    return channelsOf(first);
  };

  convert(source.cut);
  return { layers, sources };
}

/**
 * Recognises hard-swish, x · relu6(x + offset) · scale, as TensorFlow's MobileNetV3 writes it:
 * Mul(Mul(scale, x), Relu6(Add(x, offset))). Undefined for any other product.
 */
function hardSwish(
  product: GraphNode,
  nodeAt: (name: string) => GraphNode,
  weights: ReadonlyMap<string, Tensor>,
): { readonly input: string; readonly scale: number; readonly offset: number } | undefined {
  const [left, right] = product.input ?? [];
  if (product.op !== 'Mul' || left === undefined || right === undefined) return undefined;
  if (weights.has(left) || weights.has(right)) return undefined;
  const scaled = nodeAt(left);
  const gate = nodeAt(right);
  const [shiftedName] = gate.input ?? [];
  if (scaled.op !== 'Mul' || gate.op !== 'Relu6' || shiftedName === undefined) return undefined;
  const shifted = nodeAt(shiftedName);
  const scale = scalarOperand(scaled, weights);
  const offset = shifted.op === 'Add' || shifted.op === 'AddV2' ? scalarOperand(shifted, weights) : undefined;
  if (scale === undefined || offset === undefined || scale.other !== offset.other) return undefined;
  return { input: scale.other, scale: scale.value, offset: offset.value };
}

/** The constant number among a node's two operands, and the name of the other operand. */
function scalarOperand(
  node: GraphNode,
  weights: ReadonlyMap<string, Tensor>,
): { readonly value: number; readonly other: string } | undefined {
  const [left, right] = node.input ?? [];
  if (left === undefined || right === undefined) return undefined;
  for (const [constant, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const values = weights.get(constant)?.values;
    const [value] = values ?? [];
    if (values?.length === 1 && value !== undefined) return { value, other };
  }
  return undefined;
}

function stridesOf(node: GraphNode): Size {
  const [batch, rows, columns, channels] = (node.attr?.strides?.list?.i ?? []).map(Number);
  if (batch !== 1 || channels !== 1 || rows === undefined || columns === undefined) {
    throw new Error(`${node.name}: strides that are not over space`);
  }
  const dilations = (node.attr?.dilations?.list?.i ?? []).map(Number);
  if (dilations.some((dilation) => dilation !== 1)) throw new Error(`${node.name}: dilated`);
  return [rows, columns];
}

function paddingOf(node: GraphNode): Padding {
  const padding = decode(node.attr?.padding?.s ?? '').toLowerCase();
  if (padding !== 'same' && padding !== 'valid') throw new Error(`${node.name}: padding ${padding}`);
  return padding;
}

function maxValueOf(activation: string): number | null {
  if (activation === 'Relu') return null;
  if (activation === 'Relu6') return 6;
  throw new Error(`no rule for the activation ${activation}`);
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString('latin1');
}
