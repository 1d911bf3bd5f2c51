import { ConversionError } from './conversion-error.ts';
import { inOrder, type Ordered } from './in-order.ts';
import { integersOf, labelOf, type OnnxInput, type OnnxNetwork, type OnnxOp } from './onnx-node.ts';
import { ONNX_OPERATORS } from './onnx-rules.ts';
import { onnxConverter } from './onnx-source.ts';
import { type OwnModel, type OwnSource, ownModelOf, plainName } from './own-model.ts';

/**
 * Reads an ONNX network as a backbone, as `readOwnModel` reads a tfjs model.
 * @throws ConversionError where nothing of it can be one: it says which node stands in the way
 */
export const readOnnxModel = (network: OnnxNetwork): OwnModel => ownModelOf(onnxSource(network));

/**
 * @param network channels second, as PyTorch writes it, or last, as tf2onnx does
 * @throws ConversionError where it takes no pictures, or goes in a circle
 */
export function onnxSource(network: OnnxNetwork): OwnSource {
  const entry = entryOf(network.inputs);
  const axes = axesOf(entry, network.nodes);
  const [rows, columns, channels] = [...'HWC'].map((letter) => entry.dims[axes.indexOf(letter)] ?? null);
  const order = pictureOrder(network);
  return {
    name: '',
    format: 'onnx',
    shape: [rows ?? null, columns ?? null, channels ?? null],
    order,
    converter: onnxConverter({
      network,
      entry: { name: entry.name, axes },
      layerName: (node) => plainName(node).replace(/^_+/, '') || 'node',
      blockName,
    }),
    supported: ONNX_OPERATORS,
  };
}

/**
 * What depends on the picture, in order.
 * @throws ConversionError where nodes wait for one another
 */
function pictureOrder({ nodes, weights }: OnnxNetwork): readonly Ordered[] {
  const named = nodes.flatMap(({ outputs: [output], inputs, operator }) =>
    output === undefined
      ? []
      : [{ name: output, inputs: inputs.filter((input) => input !== ''), asksSize: operator === 'Shape' }],
  );
  const order = inOrder(named);
  const ordered = new Set(order.map(({ name }) => name));
  const circle = nodes.find(({ outputs: [output] }) => output !== undefined && !ordered.has(output));
  if (circle) throw new ConversionError(labelOf(circle), 'waits for itself: the graph is a circle');
  /** No pictures: made of weights, constants and sizes alone. */
  const fixed = new Set<string>();
  const isFixed = (value: string) => fixed.has(value) || weights.has(value);
  for (const { name, inputs, asksSize } of order) if (asksSize || inputs.every(isFixed)) fixed.add(name);
  return order
    .filter(({ name }) => !fixed.has(name))
    .map(({ name, inputs }) => ({ name, inputs: inputs.filter((input) => !isFixed(input)) }));
}

/** The input that is a picture. */
function entryOf(inputs: readonly OnnxInput[]): OnnxInput {
  const entry = inputs.find(({ dims }) => dims.length === 4);
  if (entry) return entry;
  const dims = inputs[0]?.dims.map((size) => size ?? '?').join(' × ');
  throw new ConversionError(
    '',
    dims === undefined
      ? 'The network has no input.'
      : `The network takes ${dims || 'one number'}, not pictures of a batch, channels, rows and columns.`,
  );
}

/** Where three channels stand; else a Transpose at the beginning tells, as tf2onnx writes it. */
function axesOf({ name, dims }: OnnxInput, nodes: readonly OnnxOp[]): 'NCHW' | 'NHWC' {
  const [, second, , last] = dims;
  if (second === 3 || last === 3) return second === 3 ? 'NCHW' : 'NHWC';
  const turns = nodes.some(
    (op) =>
      op.operator === 'Transpose' && op.inputs[0] === name && integersOf(op, 'perm')?.join() === '0,3,1,2',
  );
  return turns ? 'NHWC' : 'NCHW';
}

/**
 * PyTorch's '/features/features.3/conv/conv.0/Conv' → 'features.3/conv.0/Conv', without what each part says again; '' for
 * names that only count: 'Conv_12', 'node_conv2d_3', '311'.
 */
export function blockName(node: string): string {
  if (/^\/?([A-Z][A-Za-z]*|node_\w+|onnx::\w+|input)?[_.]?\d+$/.test(node)) return '';
  const parts = node.split('/').filter((part) => part !== '');
  return parts.filter((part, i) => part.includes('.') || !parts[i + 1]?.startsWith(`${part}.`)).join('/');
}
