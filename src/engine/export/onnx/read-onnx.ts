import { weightNames } from '../../../core/backbone/program.ts';
import type { Weights } from '../../../core/backbone/weights.ts';
import type { WeightReader } from '../../../core/export/exported.ts';
import { damaged } from '../damaged.ts';
import { fromOnnxDepthwise, fromOnnxKernel } from './layouts.ts';
import { allBytes, allIntegers, allTexts, fieldsOf } from './message-reader.ts';
import { DATA_TYPES } from './onnx-proto.ts';

/** A tensor of 32-bit floats. */
interface Initializer {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What reading weights back needs of a node. */
interface Node {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly group: number;
}

/** Reads the weights of the one file of an export that ends in .onnx. */
export const readOnnx: WeightReader = async (files) => {
  const [file, bytes] = [...files].find(([path]) => path.endsWith('.onnx')) ?? [];
  if (file === undefined || bytes === undefined) throw damaged('There is no ONNX model in it.', 'model.onnx');
  try {
    return weightsOf(bytes);
  } catch (cause) {
    throw damaged('The ONNX model is damaged, or was not written by Headstart.', file, cause);
  }
};

/** Weights are what convolutions and dense layers take. Field numbers: onnx-proto.ts. */
function weightsOf(model: Uint8Array): Weights {
  const graph = allBytes(fieldsOf(model), 7).flatMap(fieldsOf);
  const initializers = new Map(allBytes(graph, 5).flatMap(readInitializer));
  const initializer = (name: string): Initializer => {
    const found = initializers.get(name);
    if (!found) throw new TypeError(`There are no values for ${name}.`);
    return found;
  };

  const weights = new Map<string, Initializer>();
  for (const { operator, inputs, group } of allBytes(graph, 1).map(readNode)) {
    if (operator !== 'Conv' && operator !== 'Gemm') continue;
    const [, kernel = '', bias = ''] = inputs;
    weights.set(kernel, fromOnnx(operator, kernel, initializer(kernel), group));
    weights.set(bias, initializer(bias));
  }
  if (weights.size === 0) throw new TypeError('There are no layers with weights.');
  return weights;
}

function fromOnnx(operator: string, name: string, kernel: Initializer, group: number): Initializer {
  if (operator === 'Gemm') return kernel;
  // The names tell a depthwise convolution even where there is one channel.
  const depthwise = name.endsWith(weightNames('', true).kernel);
  return depthwise ? fromOnnxDepthwise(kernel, group) : fromOnnxKernel(kernel);
}

function readNode(message: Uint8Array): Node {
  const fields = fieldsOf(message);
  const attributes = allBytes(fields, 5).map(fieldsOf);
  const group = attributes.find((attribute) => allTexts(attribute, 1)[0] === 'group');
  return {
    operator: allTexts(fields, 4)[0] ?? '',
    inputs: allTexts(fields, 1),
    group: (group && allIntegers(group, 3)[0]) ?? 1,
  };
}

/** @returns nothing for tensors of other types, which are no weights */
function readInitializer(message: Uint8Array): [string, Initializer][] {
  const fields = fieldsOf(message);
  if (allIntegers(fields, 2)[0] !== DATA_TYPES.float32) return [];
  const name = allTexts(fields, 8)[0] ?? '';
  const shape = allIntegers(fields, 1);
  const raw = allBytes(fields, 9)[0] ?? new Uint8Array();
  const length = shape.reduce((product, size) => product * size, 1);
  if (shape.some((size) => size < 1) || length * 4 !== raw.length)
    throw new RangeError(`${name} has ${raw.length} bytes, which is not what its shape needs.`);
  // A copy is aligned, wherever the bytes lay.
  return [[name, { shape, values: new Float32Array(raw.slice().buffer) }]];
}
