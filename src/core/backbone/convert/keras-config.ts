import { ConversionError } from './conversion-error.ts';
import type { LayerBuilder } from './layer-builder.ts';
import type { Padding, Size, Tensor } from './layers.ts';

/** A layer of a Keras model, models within models opened up. */
export interface KerasLayer {
  readonly name: string;
  /** Keras's class name, such as 'Conv2D'. */
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Names of the layers whose outputs it takes. */
  readonly inputs: readonly string[];
  /** The number that it takes beside them, as in `x / 127.5`: before or after its input. */
  readonly number?: { readonly value: number; readonly first: boolean };
  /** How often the model uses it; each layer here has one place only. */
  readonly uses: number;
  readonly stored: StoredPlace;
}

/** Where Keras's files have the weights of a layer. */
export interface StoredPlace {
  /** Its group in a .keras file: 'layers/functional/layers/conv2d_3'. */
  readonly group: string;
  /** What it is called in its own model; another model may have a layer of that name, too. */
  readonly name: string;
  /** The outermost of the models within the model that it is in, which has its weights in an .h5 file; null: in none. */
  readonly within: string | null;
}

/** What a rule makes layers with. */
export interface KerasContext {
  readonly builder: LayerBuilder;
  /** For the layer that is made. */
  readonly name: string;
  /** A weight by Keras's name of it, such as 'kernel'. @throws ConversionError where it isn't there */
  readonly weight: (of: string) => Tensor;
  /** Keras's first number; 2 where the file does not say it. */
  readonly version: number;
}

/** A setting of a layer; a file may call one whatever it likes, 'constructor' too. */
export function setting({ config }: KerasLayer, name: string): unknown {
  return Object.hasOwn(config, name) ? config[name] : undefined;
}

/** Two numbers over space; one number stands for both. */
export function pairOf(layer: KerasLayer, name: string, usual: Size): Size {
  const value = setting(layer, name) ?? usual;
  const pair = typeof value === 'number' ? [value, value] : value;
  if (!isPair(pair)) throw new ConversionError(layer.name, `${name} that are not two numbers`);
  return pair;
}

const isPair = (value: unknown): value is Size =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every((size) => Number.isInteger(size) && size >= 0 && size <= 10_000);

export function paddingOf(layer: KerasLayer): Padding {
  const padding = setting(layer, 'padding') ?? 'valid';
  if (padding !== 'same' && padding !== 'valid') throw new ConversionError(layer.name, `padding ${padding}`);
  return padding;
}

/** Rows above and below, columns left and right: one number, two, or two pairs. */
export function zeroPadding(layer: KerasLayer): readonly [Size, Size] {
  const value = setting(layer, 'padding') ?? [1, 1];
  if (Array.isArray(value) && value.length === 2 && isPair(value[0]) && isPair(value[1]))
    return [value[0], value[1]];
  const [rows, columns] = pairOf(layer, 'padding', [1, 1]);
  return [
    [rows, rows],
    [columns, columns],
  ];
}

export function numberAt(layer: KerasLayer, name: string, usual: number): number {
  const value = setting(layer, name) ?? usual;
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new ConversionError(layer.name, `${name} is not a number`);
  return value;
}

/** A number, or one a channel, in however many pairs of brackets. */
export function numbersAt(layer: KerasLayer, name: string, usual: number): readonly number[] {
  const values: readonly unknown[] = [setting(layer, name) ?? usual].flat(4);
  const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
  if (!values.every(isNumber)) throw new ConversionError(layer.name, `${name} is not of numbers`);
  return values;
}

export const isOn = (layer: KerasLayer, name: string): boolean => setting(layer, name) !== false;

/** What no rule knows, wherever it stands. */
export function checkLayer(layer: KerasLayer): void {
  if (layer.uses > 1) throw new ConversionError(layer.name, 'used more than once');
  if ((setting(layer, 'data_format') ?? 'channels_last') !== 'channels_last')
    throw new ConversionError(layer.name, 'channels do not come last');
  if (pairOf(layer, 'dilation_rate', [1, 1]).join() !== '1,1')
    throw new ConversionError(layer.name, 'dilated');
  if (numberAt(layer, 'groups', 1) !== 1) throw new ConversionError(layer.name, 'grouped');
}
