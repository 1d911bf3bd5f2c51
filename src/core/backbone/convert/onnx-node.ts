import { ConversionError } from './conversion-error.ts';
import type { WeightSource } from './layer-builder.ts';
import type { Size, Tensor } from './layers.ts';

/*
 * An ONNX graph as it was read. Fields: https://github.com/onnx/onnx/blob/v1.16.0/onnx/onnx.proto; what operators mean:
 * https://onnx.ai/onnx/operators/.
 */

export interface OnnxNetwork {
  /** What is no weight. */
  readonly inputs: readonly OnnxInput[];
  /** Names of values. */
  readonly outputs: readonly string[];
  readonly nodes: readonly OnnxOp[];
  /** The initialisers. `get` throws ConversionError where the file does not hold their values. */
  readonly weights: WeightSource;
}

export interface OnnxInput {
  readonly name: string;
  /** Null: open. */
  readonly dims: readonly (number | null)[];
}

/** A node: what it makes of values, named as its inputs name them. */
export interface OnnxOp {
  /** '' where the exporter gave none. */
  readonly name: string;
  readonly operator: string;
  /** '' for the standard operators. */
  readonly domain: string;
  /** '' for one that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
}

/** What an attribute holds, of whichever type it is. */
export interface OnnxAttribute {
  readonly integers: readonly number[];
  readonly floats: readonly number[];
  readonly text: string;
  /** Decodes the tensor that it holds; throws as `weights` do. */
  readonly tensor: (() => Tensor) | null;
}

/** What a person finds the node by. */
export const labelOf = ({ name, outputs }: OnnxOp): string => name || (outputs[0] ?? '');

/** Ends the conversion of a node. */
export function refuse(op: OnnxOp, what: string, onTop = false): never {
  throw new ConversionError(labelOf(op), what, onTop);
}

/** An attribute that is one whole number. */
export function integerOf(op: OnnxOp, name: string, usual: number): number {
  const value = op.attributes.get(name)?.integers[0] ?? usual;
  if (!Number.isSafeInteger(value)) refuse(op, `${name} is not a whole number`);
  return value;
}

export const integersOf = (op: OnnxOp, name: string): readonly number[] | undefined =>
  op.attributes.get(name)?.integers;

/** @throws ConversionError where it is not finite */
export function floatOf(op: OnnxOp, name: string, usual: number): number {
  const value = op.attributes.get(name)?.floats[0] ?? usual;
  if (!Number.isFinite(value)) refuse(op, `${name} is not a number`);
  return value;
}

export const textOf = (op: OnnxOp, name: string): string => op.attributes.get(name)?.text ?? '';

/** Pictures are no larger, and nothing that slides over them is. */
const MOST = 10_000;

/**
 * An attribute of two numbers over space.
 * @param least that each of them may be
 */
export function pairOf(op: OnnxOp, name: string, usual: Size | undefined, least: number): Size {
  const [rows, columns, ...more] = integersOf(op, name) ?? usual ?? [];
  if (rows === undefined || columns === undefined || more.length > 0)
    return refuse(op, `${name} is not two numbers: only what slides over rows and columns can be used`);
  for (const size of [rows, columns])
    if (!Number.isInteger(size) || size < least || size > MOST)
      refuse(op, `${name} of ${rows} and ${columns}`);
  return [rows, columns];
}
