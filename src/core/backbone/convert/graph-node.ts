import { ConversionError } from './conversion-error.ts';
import type { Padding, Size } from './layers.ts';

/** A node of a TensorFlow graph, as tfjs's graph model stores it. Strings in attributes are base64. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, GraphAttribute>>;
}

export interface GraphAttribute {
  readonly s?: string;
  readonly b?: boolean;
  readonly f?: number;
  readonly list?: {
    readonly s?: readonly string[];
    readonly i?: readonly (string | number)[];
    readonly f?: readonly number[];
  };
  readonly shape?: { readonly dim?: readonly { readonly size?: string | number }[] };
}

/** 'conv:0' → 'conv': the node whose first output an input names. */
export const nodeOf = (input: string): string => input.replace(/:0$/, '');

/** An input that only says what must run first. */
export const isControl = (input: string): boolean => input.startsWith('^');

export function stridesOf(node: GraphNode): Size {
  const strides = overSpace(node, 'strides');
  const dilations = numbersOf(node, 'dilations');
  if (dilations.some((dilation) => dilation !== 1)) throw new ConversionError(node.name, 'dilated');
  return strides;
}

/** An attribute of four numbers, of which those for batch and channels are 1. */
export function overSpace(node: GraphNode, name: 'strides' | 'ksize'): Size {
  const [batch, rows, columns, channels] = numbersOf(node, name);
  if (batch !== 1 || channels !== 1 || !isStep(rows) || !isStep(columns))
    throw new ConversionError(node.name, `${name} that are not over space`);
  if (!['', 'NHWC'].includes(textOf(node, 'data_format')))
    throw new ConversionError(node.name, 'channels do not come last');
  return [rows, columns];
}

const isStep = (value: number | undefined): value is number => Number.isInteger(value) && Number(value) > 0;

export function paddingOf(node: GraphNode): Padding {
  const padding = textOf(node, 'padding').toLowerCase();
  if (padding !== 'same' && padding !== 'valid') throw new ConversionError(node.name, `padding ${padding}`);
  return padding;
}

/** The operations fused behind a convolution, 'BiasAdd' first. */
export const fusedOps = (node: GraphNode): readonly string[] =>
  (attribute(node, 'fused_ops')?.list?.s ?? []).map(decodeBase64);

export const textOf = (node: GraphNode, name: string): string => decodeBase64(attribute(node, name)?.s ?? '');

export const flagOf = (node: GraphNode, name: string): boolean => attribute(node, name)?.b === true;

export function numberOf(node: GraphNode, name: string, usual: number): number {
  return attribute(node, name)?.f ?? usual;
}

function numbersOf(node: GraphNode, name: string): readonly number[] {
  return (attribute(node, name)?.list?.i ?? []).map(Number);
}

/** A graph may call an attribute whatever it likes, 'constructor' too. */
function attribute({ attr }: GraphNode, name: string): GraphAttribute | undefined {
  return attr && Object.hasOwn(attr, name) ? attr[name] : undefined;
}

/** A placeholder's height, width and channels; null where one is open. */
export function placeholderShape(node: GraphNode): readonly (number | null)[] {
  const sizes = (attribute(node, 'shape')?.shape?.dim ?? []).map(({ size }) => Number(size));
  return sizes.slice(1).map((size) => (size > 0 ? size : null));
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The text of Latin letters that base64 stands for: operations' names and the like. */
export function decodeBase64(base64: string): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const letter of base64.replaceAll('=', '')) {
    held = ((held << 6) | Math.max(0, DIGITS.indexOf(letter))) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    text += String.fromCharCode((held >> bits) & 0xff);
  }
  return text;
}
