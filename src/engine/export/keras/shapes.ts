import type { Layer } from '../../../core/backbone/topology.ts';
import type { Weights } from '../../../core/backbone/weights.ts';
import { outputShape, type Shape } from '../onnx/shapes.ts';

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
