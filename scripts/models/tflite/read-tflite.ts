import { FlatTable } from './flat-table.ts';
import { type OperatorKind, readOperator } from './read-operator.ts';

/** An operator of the graph. Tensors are named by their index; −1 stands for an optional one that is not there. */
export type TfliteOperator = OperatorKind & {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
};

export interface TfliteTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: TensorType;
  /** Little-endian; empty where the graph computes it. */
  readonly data: Uint8Array;
  /** value = (q − zeroPoint) · scale; undefined where the numbers are the values. */
  readonly quantisation: Quantisation | undefined;
}

export interface Quantisation {
  /** One for the tensor, or one for each index of an axis. */
  readonly scale: readonly number[];
  readonly zeroPoint: readonly number[];
}

export interface TfliteModel {
  readonly tensors: readonly TfliteTensor[];
  /** In the order in which they run. */
  readonly operators: readonly TfliteOperator[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

const TENSOR_TYPES = [
  'float32',
  'float16',
  'int32',
  'uint8',
  'int64',
  'string',
  'bool',
  'int16',
  'complex64',
  'int8',
] as const;
export type TensorType = (typeof TENSOR_TYPES)[number];

/** Fields of the tables by their number: their place in tensorflow/lite/schema/schema.fbs. */
const MODEL = { operatorCodes: 1, subgraphs: 2, buffers: 4 } as const;
const OPERATOR_CODE = { deprecatedBuiltin: 0, custom: 1, builtin: 3 } as const;
const SUBGRAPH = { tensors: 0, inputs: 1, outputs: 2, operators: 3 } as const;
const TENSOR = { shape: 0, type: 1, buffer: 2, name: 3, quantisation: 4 } as const;
const QUANTISATION = { scale: 2, zeroPoint: 3 } as const;
const OPERATOR = { code: 0, inputs: 1, outputs: 2, options: 4 } as const;
const BUFFER = { data: 0 } as const;

/**
 * Reads a TensorFlow Lite file: the graph, and its weights as they are stored.
 * @throws TypeError where it is no such file, or has more than one graph
 */
export function readTflite(file: Uint8Array): TfliteModel {
  const model = FlatTable.root(file, 'TFL3');
  const [graph, ...others] = model.tables(MODEL.subgraphs);
  if (graph === undefined || others.length > 0)
    throw new TypeError(`a TFLite file of ${others.length + (graph ? 1 : 0)} graphs, not one`);
  const buffers = model.tables(MODEL.buffers);
  const codes = model.tables(MODEL.operatorCodes).map((code) => ({
    // The schema's first field for it ends at 127; what is larger is in the later one.
    builtin: Math.max(code.int8(OPERATOR_CODE.deprecatedBuiltin), code.int32(OPERATOR_CODE.builtin)),
    custom: code.text(OPERATOR_CODE.custom),
  }));
  return {
    tensors: graph.tables(SUBGRAPH.tensors).map((tensor) => readTensor(tensor, buffers)),
    operators: graph.tables(SUBGRAPH.operators).map((operator) => ({
      ...readOperator(codes[operator.int32(OPERATOR.code)], operator.table(OPERATOR.options)),
      inputs: operator.int32s(OPERATOR.inputs),
      outputs: operator.int32s(OPERATOR.outputs),
    })),
    inputs: graph.int32s(SUBGRAPH.inputs),
    outputs: graph.int32s(SUBGRAPH.outputs),
  };
}

function readTensor(tensor: FlatTable, buffers: readonly FlatTable[]): TfliteTensor {
  const name = tensor.text(TENSOR.name);
  const type = TENSOR_TYPES[tensor.int8(TENSOR.type)];
  if (type === undefined) throw new TypeError(`${name}: numbers of an unknown type`);
  const quantisation = tensor.table(TENSOR.quantisation);
  const scale = quantisation?.float32s(QUANTISATION.scale) ?? [];
  return {
    name,
    shape: tensor.int32s(TENSOR.shape),
    type,
    data: buffers[tensor.int32(TENSOR.buffer)]?.bytes(BUFFER.data) ?? new Uint8Array(0),
    quantisation:
      scale.length === 0
        ? undefined
        : { scale, zeroPoint: quantisation?.int64s(QUANTISATION.zeroPoint) ?? [] },
  };
}
