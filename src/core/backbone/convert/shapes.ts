import { largest } from '../../extremes.ts';
import { ConversionError } from './conversion-error.ts';
import type { Layer, Padding, Size } from './layers.ts';

/** Rows, columns, channels; [features] after pooling. */
type Shape = readonly number[];

/**
 * The output shape of each layer, without the batch, for a square picture.
 * @param side of the picture, pixels
 * @throws ConversionError where a layer's inputs don't fit together, or nothing is left of the picture
 */
export function shapesOf(layers: readonly Layer[], side: number): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const layer of layers) {
    const inputs = layer.inputs.map((name) => {
      const shape = shapes.get(name);
      if (shape === undefined) throw new Error(`${layer.name} reads ${name} before it is made`);
      return shape;
    });
    const output = layer.kind === 'InputLayer' ? [side, side, 3] : outputShape(layer, inputs);
    if (!output.every((size) => size > 0))
      throw new ConversionError(layer.name, `nothing is left of a picture of ${side} × ${side} pixels`);
    shapes.set(layer.name, output);
  }
  return shapes;
}

function outputShape(layer: Layer, inputs: readonly Shape[]): Shape {
  const [input = []] = inputs;
  const [rows = 0, columns = 0, channels = 0] = input;
  switch (layer.kind) {
    case 'Conv2D':
    case 'DepthwiseConv2D': {
      const [kernelRows = 0, kernelColumns = 0] = layer.kernel.shape;
      const window: Size = [kernelRows, kernelColumns];
      return [...slide([rows, columns], window, layer.strides, layer.padding), layer.bias.values.length];
    }
    case 'MaxPooling2D':
    case 'AveragePooling2D':
      return [...slide([rows, columns], layer.poolSize, layer.strides, layer.padding), channels];
    case 'ZeroPadding2D': {
      const [[top, bottom], [left, right]] = layer.padding;
      return [rows + top + bottom, columns + left + right, channels];
    }
    case 'GlobalAveragePooling2D':
      return [channels];
    case 'Reshape':
      return layer.targetShape;
    case 'Concatenate':
      if (inputs.some((shape) => input.some((size, axis) => axis < input.length - 1 && shape[axis] !== size)))
        throw new ConversionError(layer.name, 'its inputs have different heights or widths');
      return [...input.slice(0, -1), inputs.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)];
    case 'Add':
    case 'Multiply':
      // A [1, 1, channels] operand is spread over space.
      return input.map((_, axis) => {
        const sizes = inputs.map((shape) => shape[axis] ?? 0);
        const size = largest(sizes);
        if (sizes.some((other) => other !== size && (other !== 1 || axis === 2)))
          throw new ConversionError(layer.name, 'its inputs have different shapes');
        return size;
      });
    default:
      return input;
  }
}

function slide(size: Size, window: Size, strides: Size, padding: Padding): Size {
  const along = (axis: 0 | 1): number =>
    Math.ceil((size[axis] - (padding === 'valid' ? window[axis] - 1 : 0)) / strides[axis]);
  return [along(0), along(1)];
}

/**
 * Multiply-adds of the convolutions for one square picture; the elementwise layers between them are not counted.
 * @param side of the picture, pixels
 */
export function countMultiplyAdds(layers: readonly Layer[], side: number): number {
  const shapes = shapesOf(layers, side);
  return layers.reduce((sum, layer) => {
    if (layer.kind !== 'Conv2D' && layer.kind !== 'DepthwiseConv2D') return sum;
    const [rows = 0, columns = 0] = shapes.get(layer.name) ?? [];
    return sum + rows * columns * layer.kernel.values.length;
  }, 0);
}
