import type { Topology } from '../backbone/topology.ts';

/**
 * A model's layers as Keras 2 describes a functional model: `modelTopology` of a tfjs model.json
 * (https://www.tensorflow.org/js/guide/save_load). `parseTopology` reads it.
 */
export function kerasTopology(name: string, { layers, output }: Topology) {
  const inputs = layers.filter(({ kind }) => kind === 'InputLayer');
  return {
    keras_version: '2.15.0',
    backend: 'tensorflow',
    model_config: {
      class_name: 'Model',
      config: {
        name,
        layers: layers.map((layer) => ({
          name: layer.name,
          class_name: layer.kind,
          config: { ...layer.config, name: layer.name },
          inbound_nodes: layer.inputs.length === 0 ? [] : [layer.inputs.map((from) => [from, 0, 0, {}])],
        })),
        input_layers: inputs.map((input) => [input.name, 0, 0]),
        output_layers: [[output, 0, 0]],
      },
    },
  };
}
