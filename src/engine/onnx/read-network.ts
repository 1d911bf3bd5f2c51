import { ConversionError } from '../../core/backbone/convert/conversion-error.ts';
import type { OnnxAttribute, OnnxInput, OnnxNetwork, OnnxOp } from '../../core/backbone/convert/onnx-node.ts';
import { allBytes, allFloats, allIntegers, allTexts, type Field, fieldsOf } from './message-reader.ts';
import { readTensor } from './read-tensor.ts';

/** Nodes of a graph; the largest published image networks have some thousand. */
const MOST_NODES = 10_000;
const MOST_WEIGHTS = 20_000;

/**
 * Reads an ONNX file; weights are decoded when they are asked for. Field numbers:
 * https://github.com/onnx/onnx/blob/v1.16.0/onnx/onnx.proto.
 * @throws ConversionError where it is none
 */
export const readNetwork = (file: Uint8Array): OnnxNetwork => decoding(() => networkOf(file));

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

function networkOf(file: Uint8Array): OnnxNetwork {
  const [message] = allBytes(fieldsOf(file), 7);
  if (!message) throw new ConversionError('', 'This is no ONNX file: it holds no graph.');
  const graph = fieldsOf(message);
  const [nodes, tensors] = [allBytes(graph, 1), allBytes(graph, 5)];
  if (nodes.length > MOST_NODES || tensors.length > MOST_WEIGHTS)
    throw new ConversionError(
      '',
      `The graph has ${nodes.length} nodes and ${tensors.length} weights; ${MOST_NODES} and ${MOST_WEIGHTS} are the most.`,
    );
  const weights = new Map(
    tensors.map((tensor) => {
      const fields = fieldsOf(tensor);
      return [allTexts(fields, 8)[0] ?? '', fields];
    }),
  );
  return {
    // Files of ONNX's first years list the weights among the inputs.
    inputs: allBytes(graph, 11)
      .map(inputOf)
      .filter(({ name }) => !weights.has(name)),
    outputs: allBytes(graph, 12).map((output) => allTexts(fieldsOf(output), 1)[0] ?? ''),
    nodes: nodes.map(opOf),
    weights: {
      has: (name) => weights.has(name),
      get: (name) => {
        const fields = weights.get(name);
        return fields && decoding(() => readTensor(fields, name));
      },
    },
  };
}

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

function opOf(message: Uint8Array): OnnxOp {
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
        return [allTexts(parts, 1)[0] ?? '', attributeOf(parts)];
      }),
    ),
  };
}

/** One number is field 2 or 3, a list of them 7 or 8. */
function attributeOf(fields: readonly Field[]): OnnxAttribute {
  const [tensor] = allBytes(fields, 5).map(fieldsOf);
  return {
    integers: [...allIntegers(fields, 3), ...allIntegers(fields, 8)],
    floats: [...allFloats(fields, 2), ...allFloats(fields, 7)],
    text: allTexts(fields, 4)[0] ?? '',
    tensor: tensor ? () => decoding(() => readTensor(tensor, allTexts(fields, 1)[0] ?? '')) : null,
  };
}
