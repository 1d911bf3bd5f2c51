import { filled, type WeightSource } from './layer-builder.ts';
import type { Tensor } from './layers.ts';
import { joinedRows, slicedRows, turnedTable, withOnes, withShape } from './onnx-lists.ts';
import { integerOf, integersOf, type OnnxOp, refuse } from './onnx-node.ts';

/** Constants hide behind this many nodes at most. */
const DEEPEST = 16;
/** Numbers of what is computed: shapes and pads. Weights are only passed on. */
const MOST_COMPUTED = 1024;

/** What to do with a network of whole numbers. */
export const QUANTISED =
  'is part of a quantised network: export it before it is quantised, with weights of 32 or 16 bits';

/**
 * Finds values that are the same for every picture: weights, Constant nodes, and what exporters make of these, as the nine
 * nodes that PyTorch writes for the pads of `ZeroPad2d`.
 */
export function constantFinder(
  weights: WeightSource,
  makers: ReadonlyMap<string, OnnxOp>,
): (value: string) => Tensor | undefined {
  // Small ones once each: a list that is joined with itself again and again would take longer with each node.
  const known = new Map<string, Tensor | undefined>();
  const find = (value: string, depth: number): Tensor | undefined => {
    const op = makers.get(value);
    if (!op) return weights.get(value);
    if (known.has(value) || depth > DEEPEST) return known.get(value);
    const tensor = evaluated(op, (index) => find(op.inputs[index] ?? '', depth + 1));
    if (!tensor || tensor.values.length <= MOST_COMPUTED) known.set(value, tensor);
    return tensor;
  };
  return (value) => find(value, 0);
}

type Operand = (index: number) => Tensor | undefined;

function evaluated(op: OnnxOp, operand: Operand): Tensor | undefined {
  switch (op.operator) {
    case 'Constant':
      return constantOf(op);
    case 'Identity':
    case 'Cast':
      return operand(0);
    case 'DequantizeLinear':
      return operand(0) && refuse(op, `${op.operator} ${QUANTISED}`);
    case 'Unsqueeze': {
      const tensor = operand(0);
      return tensor && withOnes(tensor, integersOf(op, 'axes') ?? numbers(operand(1)));
    }
    case 'Reshape': {
      const [tensor, shape] = [operand(0), operand(1)];
      return tensor && shape && withShape(tensor, numbers(shape));
    }
    case 'ConstantOfShape': {
      const shape = operand(0);
      const length = shape && numbers(shape).reduce((product, size) => product * size, 1);
      const [value = 0] = op.attributes.get('value')?.tensor?.().values ?? [];
      return shape && length !== undefined && length <= MOST_COMPUTED && length >= 0
        ? filled(numbers(shape), value)
        : undefined;
    }
    case 'Concat':
    case 'Slice':
    case 'Transpose':
      return small(list(op, operand));
    default:
      return undefined;
  }
}

/** What is computed of lists of numbers, and tables of them. */
function list(op: OnnxOp, operand: Operand): Tensor | undefined {
  if (op.operator === 'Concat')
    return integerOf(op, 'axis', 0) === 0
      ? joinedRows(op.inputs.map((_, i) => small(operand(i))))
      : undefined;
  const tensor = small(operand(0));
  if (op.operator === 'Transpose') return tensor && turnedTable(tensor, integersOf(op, 'perm'));
  const bound = (name: string, index: number, usual?: number) =>
    integersOf(op, name)?.[0] ?? numbers(operand(index))[0] ?? usual;
  if (bound('axes', 3, 0) !== 0) return undefined;
  const [start, end, step = 1] = [bound('starts', 1), bound('ends', 2), bound('steps', 4)];
  return tensor && start !== undefined && end !== undefined
    ? slicedRows(tensor, { start, end, step })
    : undefined;
}

const small = (tensor: Tensor | undefined): Tensor | undefined =>
  tensor && tensor.values.length <= MOST_COMPUTED ? tensor : undefined;

const numbers = (tensor: Tensor | undefined): readonly number[] => [...(small(tensor)?.values ?? [])];

/** https://onnx.ai/onnx/operators/onnx__Constant.html */
function constantOf(op: OnnxOp): Tensor | undefined {
  for (const [name, { tensor, floats, integers }] of op.attributes) {
    if (name === 'value' && tensor) return tensor();
    const values = name.startsWith('value_float') ? floats : name.startsWith('value_int') ? integers : null;
    if (values)
      return { shape: name.endsWith('s') ? [values.length] : [], values: Float32Array.from(values) };
  }
  return undefined;
}
