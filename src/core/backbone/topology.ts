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
export type WeightEntry = { readonly name: string; readonly shape: readonly number[] } & (
  | { readonly dtype: 'float16' | 'float32' }
  /** Each value is byte · scale + min. */
  | { readonly dtype: 'uint8'; readonly scale: number; readonly min: number }
);

const NUMBER_BYTES = { float32: 4, float16: 2, uint8: 1 } as const;

/** Bytes of a weight in the shards. */
export function weightBytes({ shape, dtype }: Pick<WeightEntry, 'shape' | 'dtype'>): number {
  return shape.reduce((product, n) => product * n, NUMBER_BYTES[dtype]);
}

export interface Topology {
  /** In topological order, the input first. */
  readonly layers: readonly Layer[];
  readonly output: string;
  readonly weights: readonly WeightEntry[];
  /** File names of the shards, beside model.json. */
  readonly shards: readonly string[];
}

interface ManifestEntry {
  name: string;
  shape: number[];
  dtype: string;
  quantization?: { dtype: string; scale?: number; min?: number };
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
    weights: ManifestEntry[];
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
    weights: weightsManifest.flatMap((group) => group.weights.map(weightEntry)),
    shards: weightsManifest.flatMap((group) => group.paths),
  };
}

function weightEntry({ name, shape, quantization }: ManifestEntry): WeightEntry {
  if (quantization?.dtype !== 'uint8')
    return { name, shape, dtype: quantization?.dtype === 'float16' ? 'float16' : 'float32' };
  const { scale, min } = quantization;
  if (typeof scale !== 'number' || typeof min !== 'number')
    throw new TypeError(`The weights named ${name} have no scale or no minimum.`);
  return { name, shape, dtype: 'uint8', scale, min };
}
