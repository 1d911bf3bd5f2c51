import { ConversionError } from '../../core/backbone/convert/conversion-error.ts';
import type { Tensor } from '../../core/backbone/convert/layers.ts';
import type { OnnxAttribute, OnnxInput, OnnxNetwork, OnnxOp } from '../../core/backbone/convert/onnx-node.ts';
import { allBytes, allFloats, allIntegers, allTexts, type Field, fieldsOf } from './message-reader.ts';
import { type OtherFiles, placeOf, readTensor } from './read-tensor.ts';

/** Nodes of a graph; the largest published image networks have some thousand. */
const MOST_NODES = 10_000;
const MOST_WEIGHTS = 20_000;
/** Numbers that are decoded, 1.6 GB: twice what the largest networks hold. A file may use one weight again and again. */
const MOST_NUMBERS = 400e6;

/**
 * Reads an ONNX file; weights are decoded when they are asked for. Field numbers:
 * https://github.com/onnx/onnx/blob/v1.16.0/onnx/onnx.proto.
 * @param others files that weights lie in, by the names that stand in this one
 * @throws ConversionError where it is none
 */
export const readNetwork = (file: Uint8Array, others: OtherFiles = new Map()): OnnxNetwork =>
  decoding(() => networkOf(file, others));

/** The names of other files that a network's weights lie in. @throws ConversionError where it is none */
export const namedFiles = (file: Uint8Array): readonly string[] =>
  decoding(() => [...new Set(tensorsOf(graphOf(file)).flatMap((fields) => placeOf(fields)?.file ?? []))]);

/** @throws ConversionError for whatever the bytes made fail */
function decoding<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof ConversionError) throw error;
    // Protobuf has no mark at its beginning: what is no ONNX file breaks somewhere.
    throw new ConversionError('', 'This is no ONNX file, or it is damaged.');
  }
}

function graphOf(file: Uint8Array): readonly Field[] {
  // Of a message that comes twice, protobuf joins the fields.
  const graph = allBytes(fieldsOf(file), 7).flatMap(fieldsOf);
  if (graph.length === 0) throw new ConversionError('', 'This is no ONNX file: it holds no graph.');
  return graph;
}

const tensorsOf = (graph: readonly Field[]): readonly (readonly Field[])[] =>
  allBytes(graph, 5).map(fieldsOf);

function networkOf(file: Uint8Array, others: OtherFiles): OnnxNetwork {
  const graph = graphOf(file);
  const [nodes, tensors] = [allBytes(graph, 1), tensorsOf(graph)];
  if (nodes.length > MOST_NODES || tensors.length > MOST_WEIGHTS)
    throw new ConversionError(
      '',
      `The graph has ${nodes.length} nodes and ${tensors.length} weights; ${MOST_NODES} and ${MOST_WEIGHTS} are the most.`,
    );
  const weights = new Map(tensors.map((fields) => [allTexts(fields, 8)[0] ?? '', fields]));
  let numbers = 0;
  const decode: Decode = (fields, name) => {
    const tensor = decoding(() => readTensor(fields, name, others));
    numbers += tensor.values.length;
    if (numbers > MOST_NUMBERS)
      throw new ConversionError(name, `with it, more than ${MOST_NUMBERS / 1e6} million weights are used`);
    return tensor;
  };
  return {
    // Files of ONNX's first years list the weights among the inputs.
    inputs: allBytes(graph, 11)
      .map(inputOf)
      .filter(({ name }) => !weights.has(name)),
    outputs: allBytes(graph, 12).map((output) => allTexts(fieldsOf(output), 1)[0] ?? ''),
    nodes: nodes.map((node) => opOf(node, decode)),
    weights: {
      has: (name) => weights.has(name),
      get: (name) => {
        const fields = weights.get(name);
        return fields && decode(fields, name);
      },
    },
  };
}

type Decode = (tensor: readonly Field[], name: string) => Tensor;

/** ValueInfoProto: a name and a TypeProto, whose tensor has a shape. */
function inputOf(message: Uint8Array): OnnxInput {
  const fields = fieldsOf(message);
  const within = (of: readonly Field[], number: number) => allBytes(of, number).flatMap(fieldsOf);
  const dims = allBytes(within(within(within(fields, 2), 1), 2), 1).map(fieldsOf);
  return {
    name: allTexts(fields, 1)[0] ?? '',
    dims: dims.map((dim) => {
      const [size = 0] = allIntegers(dim, 1);
      return size > 0 ? size : null;
    }),
  };
}

function opOf(message: Uint8Array, decode: Decode): OnnxOp {
  const fields = fieldsOf(message);
  return {
    name: allTexts(fields, 3)[0] ?? '',
    operator: allTexts(fields, 4)[0] ?? '',
    domain: allTexts(fields, 7)[0] ?? '',
    inputs: allTexts(fields, 1),
    outputs: allTexts(fields, 2),
    attributes: new Map(
      allBytes(fields, 5).map((attribute) => {
        const parts = fieldsOf(attribute);
        const name = allTexts(parts, 1)[0] ?? '';
        return [name, attributeOf(parts, (tensor) => decode(tensor, name))];
      }),
    ),
  };
}

/** One number is field 2 or 3, a list of them 7 or 8. */
function attributeOf(fields: readonly Field[], decode: (tensor: readonly Field[]) => Tensor): OnnxAttribute {
  const [tensor] = allBytes(fields, 5).map(fieldsOf);
  return {
    integers: [...allIntegers(fields, 3), ...allIntegers(fields, 8)],
    floats: [...allFloats(fields, 2), ...allFloats(fields, 7)],
    text: allTexts(fields, 4)[0] ?? '',
    tensor: tensor ? () => decode(tensor) : null,
  };
}
