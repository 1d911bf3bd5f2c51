import type { Layer } from '../../../core/backbone/topology.ts';
import type { Weights } from '../../../core/backbone/weights.ts';
import { layerShapes } from '../shapes.ts';
import { layerConfig } from './layer-config.ts';

/** Layers that Keras tells the shape of their inputs when it loads them. */
const BUILT = new Set([
  'Conv2D',
  'DepthwiseConv2D',
  'Dense',
  'Add',
  'Multiply',
  'Concatenate',
  'Rescaling',
  'ZeroPadding2D',
]);

/** Layers that take a list of inputs, of one too. */
const MERGING = new Set(['Add', 'Multiply', 'Concatenate']);

/**
 * config.json of a .keras file: a functional model as Keras 3 writes it
 * (keras/src/saving/serialization_lib.py, keras/src/models/functional.py).
 * @param name of the model
 * @param layers as `kerasOrder` gives them, with names that Keras takes; the last one's output is the model's
 * @param weights of these layers
 * @throws TypeError for a layer that a WholeModel can't have
 */
export function kerasConfig(name: string, layers: readonly Layer[], weights: Weights) {
  const shapes = layerShapes(layers, weights);
  const batchShape = (layer: string): readonly (number | null)[] => [null, ...(shapes.get(layer) ?? [])];
  const tensor = (layer: string) => ({
    class_name: '__keras_tensor__',
    config: { shape: batchShape(layer), dtype: 'float32', keras_history: [layer, 0, 0] },
  });
  const input = layers.find(({ kind }) => kind === 'InputLayer');
  return {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: {
      name,
      trainable: true,
      layers: layers.map((layer) => {
        const merging = MERGING.has(layer.kind);
        const tensors = layer.inputs.map(tensor);
        const inputShapes = layer.inputs.map(batchShape);
        return {
          module: 'keras.layers',
          class_name: layer.kind,
          config: layerConfig(layer),
          registered_name: null,
          ...(BUILT.has(layer.kind) && {
            build_config: { input_shape: merging ? inputShapes : inputShapes[0] },
          }),
          name: layer.name,
          inbound_nodes:
            layer.inputs.length === 0 ? [] : [{ args: merging ? [tensors] : tensors, kwargs: {} }],
        };
      }),
      input_layers: [input?.name, 0, 0],
      output_layers: [layers.at(-1)?.name, 0, 0],
    },
    registered_name: 'Functional',
    build_config: { input_shape: null },
    compile_config: {},
  };
}
