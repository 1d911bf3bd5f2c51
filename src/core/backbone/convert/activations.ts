import type { LayerBuilder } from './layer-builder.ts';

/** An activation function, in layers that every backbone may have. */
export type ActivationKind =
  | 'relu'
  | 'relu6'
  | 'sigmoid'
  | 'swish'
  | 'hard-sigmoid'
  | 'hard-sigmoid-3'
  | 'hard-swish';

export interface Where {
  /** The layer whose output it takes. */
  readonly input: string;
  /** Of the layer that holds its result. */
  readonly name: string;
  readonly source: string;
}

/** Adds the layers of an activation; returns the name of the one that holds its result. */
export function activate(
  builder: LayerBuilder,
  kind: ActivationKind,
  { input, name, source }: Where,
): string {
  const inputs = [input];
  switch (kind) {
    case 'relu':
    case 'relu6':
      return builder.push({ name, kind: 'ReLU', inputs, maxValue: kind === 'relu' ? null : 6 }, source);
    case 'sigmoid':
      return builder.push({ name, kind: 'Activation', activation: 'sigmoid', inputs }, source);
    case 'swish': {
      const gate = activate(builder, 'sigmoid', { input, name: `${name}_sigmoid`, source });
      return builder.push({ name, kind: 'Multiply', inputs: [input, gate] }, source);
    }
    case 'hard-sigmoid':
      // Keras 2 and tfjs: 0.2·x + 0.5 between 0 and 1, which is relu6(1.2·x + 3) / 6.
      return hardGate(builder, { input, name, source }, { slope: 1.2, offset: 3, scale: 1 / 6 });
    case 'hard-sigmoid-3':
      // Keras 3: relu6(x + 3) / 6 (keras.activations.hard_sigmoid).
      return hardGate(builder, { input, name, source }, { slope: 1, offset: 3, scale: 1 / 6 });
    case 'hard-swish':
      return hardSwish(builder, { input, name, source }, { slope: 1, offset: 3, scale: 1 / 6 });
  }
}

/** scale · relu6(slope · x + offset) */
export interface HardGate {
  readonly slope: number;
  readonly offset: number;
  readonly scale: number;
}

/** x times a hard gate of x, as Keras builds it in MobileNetV3. */
export function hardSwish(builder: LayerBuilder, { input, name, source }: Where, gate: HardGate): string {
  const scaled = hardGate(builder, { input, name: `${name}_scale`, source }, gate, name);
  return builder.push({ name, kind: 'Multiply', inputs: [input, scaled] }, source);
}

/** scale · relu6(slope · x + offset) */
export function hardGate(
  builder: LayerBuilder,
  { input, name, source }: Where,
  { slope, offset, scale }: HardGate,
  stem = name,
): string {
  const shifted = builder.push(
    { name: `${stem}_shift`, kind: 'Rescaling', inputs: [input], scale: slope, offset },
    source,
  );
  const clipped = activate(builder, 'relu6', { input: shifted, name: `${stem}_relu`, source });
  return builder.push({ name, kind: 'Rescaling', inputs: [clipped], scale, offset: 0 }, source);
}

/**
 * x held between two bounds, of which either may be infinite.
 * @throws RangeError where they are so far apart that 32 bits can't tell what is between them
 */
export function clip(builder: LayerBuilder, least: number, most: number, where: Where): string {
  const { name, source } = where;
  const rescaled = (of: string, end: string, scale: number, offset: number) =>
    scale === 1 && offset === 0
      ? of
      : builder.push({ name: `${name}_${end}`, kind: 'Rescaling', inputs: [of], scale, offset }, source);
  if (least === Number.NEGATIVE_INFINITY && most === Number.POSITIVE_INFINITY) return where.input;
  if (most === Number.POSITIVE_INFINITY) {
    const above = activate(builder, 'relu', { ...where, input: rescaled(where.input, 'shift', 1, -least) });
    return rescaled(above, 'end', 1, least);
  }
  if (least === Number.NEGATIVE_INFINITY) {
    const below = activate(builder, 'relu', { ...where, input: rescaled(where.input, 'shift', -1, most) });
    return rescaled(below, 'end', -1, most);
  }
  const sixth = (most - least) / 6;
  // What comes out has the rounding of the whole range.
  if (!(sixth > 0) || sixth > WIDEST / 6) throw new RangeError(`between ${least} and ${most}`);
  const input = rescaled(where.input, 'shift', 1 / sixth, -least / sixth);
  return rescaled(activate(builder, 'relu6', { ...where, input }), 'end', sixth, least);
}

/** Of a range that keeps values of about 1 to 1e-5. */
const WIDEST = 100;

/** max(x, slope · x) for a slope below 1: slope · x + (1 − slope) · relu(x). */
export function leakyRelu(builder: LayerBuilder, slope: number, { input, name, source }: Where): string {
  const scaled = (of: string, end: string, scale: number) =>
    builder.push({ name: `${name}_${end}`, kind: 'Rescaling', inputs: [of], scale, offset: 0 }, source);
  const straight = scaled(input, 'slope', slope);
  const relu = activate(builder, 'relu', { input, name: `${name}_relu`, source });
  const rest = scaled(relu, 'rest', 1 - slope);
  return builder.push({ name, kind: 'Add', inputs: [straight, rest] }, source);
}
