import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/**
 * The part of ONNX's messages that a classifier needs, and their bytes. What reads them: read-network.ts.
 * Field numbers and types: https://github.com/onnx/onnx/blob/v1.16.0/onnx/onnx.proto.
 */
export interface OnnxModel {
  /** Of the file format: ONNX 1.12, which opset 17 came with, has 8 (https://github.com/onnx/onnx/blob/main/docs/Versioning.md). */
  readonly irVersion: number;
  /** Version of the standard operators. */
  readonly opset: number;
  readonly producer: { readonly name: string; readonly version: string };
  readonly doc: string;
  readonly graph: OnnxGraph;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface OnnxGraph {
  readonly name: string;
  /** In topological order. */
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  /** Values between them. */
  readonly values: readonly ValueInfo[];
}

export interface OnnxNode {
  readonly operator: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** A whole number or a list of them, a text, a number with a fraction, or a tensor. */
export type OnnxAttribute =
  | number
  | readonly number[]
  | string
  | { readonly float: number }
  | { readonly tensor: OnnxTensor };

export interface OnnxTensor {
  readonly name: string;
  /** None: a scalar. */
  readonly dims: readonly number[];
  readonly values: Float32Array | Int8Array | BigInt64Array;
}

/** A float32 tensor; a dimension with a name can be of any size. */
export interface ValueInfo {
  readonly name: string;
  readonly dims: readonly (number | string)[];
}

/** TensorProto.DataType. */
export const DATA_TYPES = {
  float32: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
  uint32: 12,
  uint64: 13,
  bfloat16: 16,
} as const;

/** AttributeProto.AttributeType. */
const [FLOAT, INT, STRING, TENSOR, INTS] = [1, 2, 3, 4, 7] as const;

export function encodeModel(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const writer = new BinaryWriter();
  int(writer, 1, model.irVersion);
  text(writer, 2, model.producer.name);
  text(writer, 3, model.producer.version);
  int(writer, 5, 1);
  text(writer, 6, model.doc);
  message(writer, 7, () => writeGraph(writer, model.graph));
  message(writer, 8, () => {
    // No name: the standard operators.
    text(writer, 1, '');
    int(writer, 2, model.opset);
  });
  for (const [key, value] of Object.entries(model.metadata))
    message(writer, 14, () => {
      text(writer, 1, key);
      text(writer, 2, value);
    });
  return writer.finish();
}

function writeGraph(writer: BinaryWriter, graph: OnnxGraph): void {
  for (const node of graph.nodes) message(writer, 1, () => writeNode(writer, node));
  text(writer, 2, graph.name);
  for (const tensor of graph.initializers) message(writer, 5, () => writeTensor(writer, tensor));
  for (const value of graph.inputs) message(writer, 11, () => writeValueInfo(writer, value));
  for (const value of graph.outputs) message(writer, 12, () => writeValueInfo(writer, value));
  for (const value of graph.values) message(writer, 13, () => writeValueInfo(writer, value));
}

function writeNode(writer: BinaryWriter, node: OnnxNode): void {
  for (const input of node.inputs) text(writer, 1, input);
  text(writer, 2, node.output);
  text(writer, 3, node.name);
  text(writer, 4, node.operator);
  for (const [name, value] of Object.entries(node.attributes))
    message(writer, 5, () => {
      text(writer, 1, name);
      int(writer, 20, writeAttribute(writer, value));
    });
}

/** @returns its AttributeType */
function writeAttribute(writer: BinaryWriter, value: OnnxAttribute): number {
  if (typeof value === 'number') {
    int(writer, 3, value);
    return INT;
  }
  if (typeof value === 'string') {
    text(writer, 4, value);
    return STRING;
  }
  if ('float' in value) {
    writer.tag(2, WireType.Bit32).float(value.float);
    return FLOAT;
  }
  if ('tensor' in value) {
    message(writer, 5, () => writeTensor(writer, value.tensor));
    return TENSOR;
  }
  for (const item of value) int(writer, 8, item);
  return INTS;
}

function writeTensor(writer: BinaryWriter, { name, dims, values }: OnnxTensor): void {
  for (const size of dims) int(writer, 1, size);
  int(writer, 2, dataType(values));
  text(writer, 8, name);
  // Raw data are little-endian, as is every machine that a browser runs on.
  writer
    .tag(9, WireType.LengthDelimited)
    .bytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

function dataType(values: OnnxTensor['values']): number {
  if (values instanceof Float32Array) return DATA_TYPES.float32;
  return values instanceof Int8Array ? DATA_TYPES.int8 : DATA_TYPES.int64;
}

function writeValueInfo(writer: BinaryWriter, { name, dims }: ValueInfo): void {
  text(writer, 1, name);
  message(writer, 2, () =>
    message(writer, 1, () => {
      int(writer, 1, DATA_TYPES.float32);
      message(writer, 2, () => {
        for (const size of dims)
          message(writer, 1, () => (typeof size === 'number' ? int(writer, 1, size) : text(writer, 2, size)));
      });
    }),
  );
}

function int(writer: BinaryWriter, field: number, value: number): void {
  writer.tag(field, WireType.Varint).int64(value);
}

function text(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value);
}

function message(writer: BinaryWriter, field: number, write: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write();
  writer.join();
}
