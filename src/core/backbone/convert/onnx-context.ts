import type { LayerBuilder } from './layer-builder.ts';
import type { Size, Tensor } from './layers.ts';
import type { OnnxValue } from './onnx-axes.ts';
import type { LayerFacts } from './onnx-facts.ts';
import { type OnnxOp, refuse } from './onnx-node.ts';

/** What a rule has to turn one node into layers. */
export interface OnnxContext {
  readonly op: OnnxOp;
  readonly builder: LayerBuilder;
  readonly facts: LayerFacts;
  /** For the layer that holds the node's output. */
  readonly name: string;
  /** The node, for the person. */
  readonly source: string;
  /**
   * The value of that name.
   * @throws ConversionError
   */
  readonly convert: (value: string) => OnnxValue;
  /** A value that is the same for every picture; undefined where it isn't. */
  readonly constant: (value: string) => Tensor | undefined;
  /** The whole numbers of a value that holds sizes, null where one depends on the picture; undefined where unknown. */
  readonly sizes: (value: string) => readonly (number | null)[] | undefined;
}

export type OnnxRule = (context: OnnxContext) => OnnxValue;

/** Name of an input. @throws ConversionError where it is left out */
export function inputName({ op }: OnnxContext, index: number): string {
  return op.inputs[index] || refuse(op, `input ${index} of ${op.operator} is missing`);
}

export const inputAt = (context: OnnxContext, index: number): OnnxValue =>
  context.convert(inputName(context, index));

/** @param what it is, for the person */
export function constantAt(context: OnnxContext, index: number, what: string): Tensor {
  const name = inputName(context, index);
  return (
    context.constant(name) ??
    refuse(
      context.op,
      `“${name}”, its ${what}, is no constant in the file: export it in evaluation mode, with constants folded`,
    )
  );
}

/** An operand that may be left out. */
export function optionalConstant(context: OnnxContext, index: number, what: string): Tensor | undefined {
  return context.op.inputs[index] ? constantAt(context, index, what) : undefined;
}

/** Whole numbers that are an attribute in older versions of an operator and an input in newer ones. */
export function attributeOrInput(
  context: OnnxContext,
  name: string,
  index: number,
): readonly number[] | undefined {
  return (
    context.op.attributes.get(name)?.integers ??
    (context.op.inputs[index] ? [...constantAt(context, index, name).values] : undefined)
  );
}

/** The value of an input whose axes are those of a picture with the channels second, as convolutions take it. */
export function channelsSecond(context: OnnxContext): OnnxValue {
  const value = inputAt(context, 0);
  if (value.axes !== 'NCHW')
    refuse(context.op, `${context.op.operator} of a value whose axes are ${value.axes}, not NCHW`);
  return value;
}

/** Average over space, kept as one row and one column. */
export function averaged({ builder, name, source }: OnnxContext, of: string): string {
  const pooled = builder.push({ name: `${name}_pool`, kind: 'GlobalAveragePooling2D', inputs: [of] }, source);
  const targetShape = [1, 1, builder.channelsOf(of)];
  return builder.push({ name, kind: 'Reshape', inputs: [pooled], targetShape }, source);
}

/** Rows, columns of a kernel [out, in, rows, columns]. */
export const kernelSize = ({ shape }: Tensor): Size => [shape[2] ?? 0, shape[3] ?? 0];
