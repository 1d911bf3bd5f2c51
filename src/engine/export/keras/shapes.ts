import type { Layer } from '../../../core/backbone/topology.ts';

/** Rows, columns, channels; or features alone. */
export type Shape = readonly number[];

/**
 * The output shape of each layer, without the batch. As Keras computes them.
 * @param layers inputs before what takes them
 */
export function layerShapes(layers: readonly Layer[]): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const layer of layers) {
    const inputs = layer.inputs.map((name) => shapes.get(name) ?? []);
    shapes.set(layer.name, outputShape(layer, inputs));
  }
  return shapes;
}

function outputShape({ kind, config }: Layer, inputs: readonly Shape[]): Shape {
  const [input = []] = inputs;
  const [rows = 0, columns = 0, channels = 0] = input;
  switch (kind) {
    case 'InputLayer':
      return (config.batch_input_shape as number[]).slice(1);
    case 'Conv2D':
      return [...slide([rows, columns], config, config.kernel_size), Number(config.filters)];
    case 'DepthwiseConv2D':
      return [
        ...slide([rows, columns], config, config.kernel_size),
        channels * Number(config.depth_multiplier ?? 1),
      ];
    case 'MaxPooling2D':
    case 'AveragePooling2D':
      return [...slide([rows, columns], config, config.pool_size), channels];
    case 'ZeroPadding2D': {
      const [[top, bottom], [left, right]] = config.padding as [[number, number], [number, number]];
      return [rows + top + bottom, columns + left + right, channels];
    }
    case 'GlobalAveragePooling2D':
      return [channels];
    case 'Reshape':
      return config.target_shape as number[];
    case 'Dense':
      return [...input.slice(0, -1), Number(config.units)];
    case 'Concatenate':
      return [...input.slice(0, -1), inputs.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)];
    case 'Add':
    case 'Multiply':
      // A [1, 1, channels] operand is spread over space.
      return input.map((size, axis) => Math.max(...inputs.map((shape) => shape[axis] ?? size)));
    default:
      return input;
  }
}

/** How often a window fits, with the padding of its layer. */
function slide(size: readonly [number, number], config: Layer['config'], window: unknown): Shape {
  const windows = window as readonly [number, number];
  const strides = config.strides as readonly [number, number];
  return size.map((length, axis) => {
    const lost = config.padding === 'valid' ? (windows[axis] ?? 1) - 1 : 0;
    return Math.ceil((length - lost) / (strides[axis] ?? 1));
  });
}
