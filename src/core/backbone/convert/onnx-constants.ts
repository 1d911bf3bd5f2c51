import type { WeightSource } from './layer-builder.ts';
import type { Tensor } from './layers.ts';
import { axisAt } from './onnx-axes.ts';
import { type OnnxOp, refuse } from './onnx-node.ts';

/** Constants hide behind this many nodes at most. */
const DEEPEST = 8;

/** Finds values that are the same for every picture: weights, Constant nodes, and what only passes these on. */
export function constantFinder(
  weights: WeightSource,
  makers: ReadonlyMap<string, OnnxOp>,
): (value: string) => Tensor | undefined {
  const find = (value: string, depth: number): Tensor | undefined => {
    const op = makers.get(value);
    if (!op) return weights.get(value);
    const inner = (index: number) => (depth < DEEPEST ? find(op.inputs[index] ?? '', depth + 1) : undefined);
    switch (op.operator) {
      case 'Constant':
        return constantOf(op);
      case 'Identity':
      case 'Cast':
        return inner(0);
      case 'DequantizeLinear':
        return inner(0) && refuse(op, QUANTISED);
      case 'Unsqueeze': {
        const tensor = inner(0);
        return (
          tensor && withOnes(tensor, op.attributes.get('axes')?.integers ?? [...(inner(1)?.values ?? [])])
        );
      }
      case 'Reshape': {
        const tensor = inner(0);
        const shape = inner(1);
        return tensor && shape && withShape(tensor, [...shape.values]);
      }
      default:
        return undefined;
    }
  };
  return (value) => find(value, 0);
}

/** What to do with a network of whole numbers. */
export const QUANTISED =
  'is part of a quantised network: export it before it is quantised, with weights of 32 or 16 bits';

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

function withOnes({ shape, values }: Tensor, axes: readonly number[]): Tensor | undefined {
  const rank = shape.length + axes.length;
  const places = axes.map((axis) => axisAt(axis, rank));
  if (places.includes(-1) || new Set(places).size !== places.length) return undefined;
  const old = [...shape];
  return {
    shape: Array.from({ length: rank }, (_, i) => (places.includes(i) ? 1 : (old.shift() ?? 1))),
    values,
  };
}

function withShape({ shape, values }: Tensor, wanted: readonly number[]): Tensor | undefined {
  const sizes = wanted.map((size, i) => (size === 0 ? (shape[i] ?? 0) : size));
  const known = sizes.filter((size) => size !== -1).reduce((product, size) => product * size, 1);
  const whole = sizes.map((size) => (size === -1 ? values.length / known : size));
  const length = whole.reduce((product, size) => product * size, 1);
  return whole.every(Number.isInteger) && length === values.length ? { shape: whole, values } : undefined;
}
