import { type Padding, weightNames } from '../../core/backbone/program.ts';
import type { Layer } from '../../core/backbone/topology.ts';
import type { Weights } from '../../core/backbone/weights.ts';
import { largest } from '../../core/extremes.ts';

/** Of a layer's output, without the batch: [height, width, channels] of a picture, [features] of a vector. */
export type Shape = readonly number[];

/** Height and width. */
export type Size = readonly [number, number];

/** What slides over a picture: a kernel or a pooling window. */
export interface Window {
  readonly size: Size;
  readonly strides: Size;
  readonly padding: Padding;
}

/**
 * @param inputs shapes of what the layer takes, in order
 * @throws TypeError for a kind of layer that program.ts does not know either, and for inputs that do not fit
 */
export function outputShape(layer: Layer, inputs: readonly Shape[], weights: Weights): Shape {
  const [input = []] = inputs;
  const { config } = layer;
  switch (layer.kind) {
    case 'Conv2D':
    case 'DepthwiseConv2D':
      return [...slide(pictureSize(layer, input), windowOf(layer, weights)), biasLength(layer, weights)];
    case 'MaxPooling2D':
    case 'AveragePooling2D':
      return [...slide(pictureSize(layer, input), windowOf(layer, weights)), input[2] ?? 0];
    case 'ZeroPadding2D': {
      const [height, width] = pictureSize(layer, input);
      const [[top, bottom], [left, right]] = config.padding as [Size, Size];
      return [height + top + bottom, width + left + right, input[2] ?? 0];
    }
    case 'GlobalAveragePooling2D':
      pictureSize(layer, input);
      return input.slice(2);
    case 'Reshape': {
      const target = config.target_shape as Shape;
      const [height, width, channels] = target;
      if (input.length !== 1 || target.length !== 3 || height !== 1 || width !== 1 || channels !== input[0])
        throw unsupported(layer);
      return target;
    }
    case 'Concatenate': {
      const axis = Number(config.axis ?? -1);
      if (axis !== -1 && axis !== input.length) throw unsupported(layer);
      return [...input.slice(0, -1), inputs.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)];
    }
    case 'Add':
    case 'Multiply':
      if (inputs.some(({ length }) => length !== input.length)) throw unsupported(layer);
      // A [1, 1, channels] operand is spread over space.
      return input.map((size, axis) => largest(inputs.map((shape) => shape[axis] ?? size)));
    case 'Dense':
      if (input.length !== 1) throw unsupported(layer);
      return [biasLength(layer, weights)];
    case 'ReLU':
    case 'Activation':
    case 'Rescaling':
      return input;
    default:
      throw unsupported(layer);
  }
}

/**
 * The output shape of each layer, without the batch.
 * @param layers inputs before what takes them
 * @throws TypeError for a layer that a WholeModel can't have
 */
export function layerShapes(layers: readonly Layer[], weights: Weights): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const layer of layers) {
    const inputs = layer.inputs.map((name) => shapes.get(name) ?? []);
    const shape =
      layer.kind === 'InputLayer'
        ? (layer.config.batch_input_shape as Shape).slice(1)
        : outputShape(layer, inputs, weights);
    shapes.set(layer.name, shape);
  }
  return shapes;
}

/** The kernel or the pooling window of a layer that has one. */
export function windowOf({ name, kind, config }: Layer, weights: Weights): Window {
  const strides = config.strides as Size;
  const padding = config.padding as Padding;
  if (kind === 'MaxPooling2D' || kind === 'AveragePooling2D')
    return { size: config.pool_size as Size, strides, padding };
  const { kernel } = weightNames(name, kind === 'DepthwiseConv2D');
  const [height = 0, width = 0] = weightNamed(weights, kernel).shape;
  return { size: [height, width], strides, padding };
}

/**
 * Rows and columns that TensorFlow adds at each side: with 'same', ⌈size / stride⌉ positions, and where the total is odd
 * the greater half below and to the right (https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2).
 * @param input the picture's height and width
 */
export function padsOf(input: Size, { size, strides, padding }: Window): Record<'before' | 'after', Size> {
  const along = (axis: 0 | 1): Size => {
    if (padding === 'valid') return [0, 0];
    const positions = Math.ceil(input[axis] / strides[axis]);
    const total = Math.max((positions - 1) * strides[axis] + size[axis] - input[axis], 0);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  };
  const [top, bottom] = along(0);
  const [left, right] = along(1);
  return { before: [top, left], after: [bottom, right] };
}

function slide(input: Size, { size, strides, padding }: Window): Size {
  const along = (axis: 0 | 1): number =>
    Math.ceil((input[axis] - (padding === 'valid' ? size[axis] - 1 : 0)) / strides[axis]);
  return [along(0), along(1)];
}

/** @throws TypeError where the layer takes a vector */
export function pictureSize(layer: Layer, shape: Shape | undefined): Size {
  const [height, width, channels] = shape ?? [];
  if (height === undefined || width === undefined || channels === undefined) throw unsupported(layer);
  return [height, width];
}

/** @throws TypeError where the model lacks it */
export function weightNamed(weights: Weights, name: string) {
  const found = weights.get(name);
  if (!found) throw new TypeError(`The model has no weights named ${name}.`);
  return found;
}

export function unsupported({ name, kind }: Layer): TypeError {
  return new TypeError(`Layer ${name} (${kind}) is configured in a way that exports do not support.`);
}

function biasLength({ name }: Layer, weights: Weights): number {
  return weightNamed(weights, weightNames(name, false).bias).values.length;
}
