import type { GraphNode } from './graph-node.ts';
import type { Tensor } from './layers.ts';

/** x · scale + offset, each one number or one a channel. */
interface Operand {
  /** The operand that is no constant. */
  readonly other: string;
  readonly scale: number | Tensor;
  readonly offset: number | Tensor;
}

type Constants = (name: string) => Tensor | undefined;

/** A sum, difference, product or quotient with a constant; undefined where neither operand is one. */
export function constantOperand(node: GraphNode, constant: Constants): Operand | undefined {
  const [left, right] = node.input ?? [];
  if (left === undefined || right === undefined) return undefined;
  const of = constant(right) ?? constant(left);
  if (!of) return undefined;
  const first = constant(right) === undefined;
  const other = first ? right : left;
  const value = of.values.length === 1 ? (of.values[0] ?? 0) : of;
  switch (node.op) {
    case 'Mul':
      return { other, scale: value, offset: 0 };
    case 'RealDiv':
      return first ? undefined : { other, scale: mapped(value, (x) => 1 / x), offset: 0 };
    case 'Sub':
      return first
        ? { other, scale: -1, offset: value }
        : { other, scale: 1, offset: mapped(value, (x) => -x) };
    default:
      return { other, scale: 1, offset: value };
  }
}

function mapped(value: number | Tensor, by: (x: number) => number): number | Tensor {
  return typeof value === 'number' ? by(value) : { shape: value.shape, values: value.values.map(by) };
}

/** x · scale · relu6(slope · x + offset) */
interface HardSwish {
  readonly input: string;
  readonly slope: number;
  readonly offset: number;
  readonly scale: number;
}

/**
 * Recognises hard-swish as TensorFlow's MobileNetV3 writes it: Mul(Mul(scale, x), Relu6(Add(x, offset))). Undefined for
 * any other product.
 */
export function hardSwishOf(
  product: GraphNode,
  { nodeAt, constant }: { readonly nodeAt: (name: string) => GraphNode; readonly constant: Constants },
): HardSwish | undefined {
  const [left, right] = product.input ?? [];
  if (product.op !== 'Mul' || left === undefined || right === undefined) return undefined;
  if (constant(left) || constant(right)) return undefined;
  const scaled = nodeAt(left);
  const gate = nodeAt(right);
  const [shiftedName] = gate.input ?? [];
  if (scaled.op !== 'Mul' || gate.op !== 'Relu6' || shiftedName === undefined) return undefined;
  const shifted = nodeAt(shiftedName);
  const scale = constantOperand(scaled, constant);
  const offset =
    shifted.op === 'Add' || shifted.op === 'AddV2' ? constantOperand(shifted, constant) : undefined;
  if (scale === undefined || offset === undefined || scale.other !== offset.other) return undefined;
  if (typeof scale.scale !== 'number' || typeof offset.offset !== 'number') return undefined;
  return { input: scale.other, slope: 1, offset: offset.offset, scale: scale.scale };
}
