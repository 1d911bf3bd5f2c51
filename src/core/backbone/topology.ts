/** One layer of a LayersModel: the part of Keras's configuration that running it needs. */
export interface Layer {
  readonly name: string;
  /** Keras's class name, such as 'Conv2D'. */
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Names of the layers whose outputs it takes. */
  readonly inputs: readonly string[];
}

/** A weight in the shards, in the order in which their bytes follow each other. */
export interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float16' | 'float32';
}

export interface Topology {
  /** In topological order, the input first. */
  readonly layers: readonly Layer[];
  readonly output: string;
  readonly weights: readonly WeightEntry[];
  /** File names of the shards, beside model.json. */
  readonly shards: readonly string[];
}

interface ModelJson {
  modelTopology: {
    model_config: {
      config: {
        layers: {
          name: string;
          class_name: string;
          config: Record<string, unknown>;
          inbound_nodes: [string, number, number, unknown][][];
        }[];
        output_layers: [string, number, number][];
      };
    };
  };
  weightsManifest: {
    paths: string[];
    weights: { name: string; shape: number[]; dtype: string; quantization?: { dtype: string } }[];
  }[];
}

/**
 * Reads the functional model in a tfjs model.json (https://www.tensorflow.org/js/guide/save_load).
 * @throws TypeError where the file is no such model
 */
export function parseTopology(json: unknown): Topology {
  const { modelTopology, weightsManifest } = json as ModelJson;
  const { layers, output_layers: outputs } = modelTopology.model_config.config;
  const output = outputs[0]?.[0];
  if (output === undefined) throw new TypeError('The model has no output layer.');
  return {
    layers: layers.map((layer) => ({
      name: layer.name,
      kind: layer.class_name,
      config: layer.config,
      inputs: (layer.inbound_nodes[0] ?? []).map(([name]) => name),
    })),
    output,
    weights: weightsManifest.flatMap((group) =>
      group.weights.map(({ name, shape, quantization }) => ({
        name,
        shape,
        dtype: quantization?.dtype === 'float16' ? ('float16' as const) : ('float32' as const),
      })),
    ),
    shards: weightsManifest.flatMap((group) => group.paths),
  };
}
