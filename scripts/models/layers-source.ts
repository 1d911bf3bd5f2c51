import { foldBatchNorm } from './fold.ts';
import type { ConvertedLayers } from './graph-source.ts';
import type { Layer, Padding, Size, Tensor } from './layers.ts';

/** A layer of a Keras functional model, as model.json holds it. */
export interface KerasLayer {
  readonly name: string;
  readonly class_name: string;
  readonly config: {
    readonly strides?: Size;
    readonly pool_size?: Size;
    readonly padding?: unknown;
    readonly activation?: string;
    readonly use_bias?: boolean;
    readonly dilation_rate?: Size;
    readonly axis?: number | readonly number[];
    readonly epsilon?: number;
    readonly center?: boolean;
    readonly scale?: boolean;
  };
  readonly inbound_nodes: readonly (readonly (readonly [string, ...unknown[]])[])[];
}

export interface LayersSource {
  readonly layers: readonly KerasLayer[];
  readonly weights: ReadonlyMap<string, Tensor>;
  /** The layer whose output is wanted. */
  readonly cut: string;
  /** A readable name for a source layer that is kept. A ReLU is named after what it follows. */
  readonly layerName: (layer: string) => string;
}

/**
 * The part of a Keras model from its input to its cut, each batch normalisation folded into the convolution before
 * it and each ReLU activation a layer of its own.
 * @throws on a layer or a setting that no rule here covers
 */
export function layersFromKeras(source: LayersSource): ConvertedLayers {
  const byName = new Map(source.layers.map((layer) => [layer.name, layer]));
  const layers: Layer[] = [];
  const sources = new Map<string, string>();
  const outputs = new Map<string, string>();

  /** Converts a layer and all that it needs; gives the name of the layer that holds its output. */
  const convert = (name: string): string => {
    const done = outputs.get(name);
    if (done !== undefined) return done;
    const layer = byName.get(name);
    if (layer === undefined) throw new Error(`the model has no layer ${name}`);
    const built = build(layer);
    layers.push(built);
    sources.set(built.name, name);
    outputs.set(name, built.name);
    return built.name;
  };

  const build = (layer: KerasLayer): Layer => {
    const { config } = layer;
    const name = source.layerName(layer.name);
    const inputs = (layer.inbound_nodes[0] ?? []).map(([input]) => input);
    const [first = ''] = inputs;
    switch (layer.class_name) {
      case 'InputLayer':
        return { name: 'input', kind: 'InputLayer', inputs };
      case 'BatchNormalization': {
        const conv = byName.get(first);
        if (conv?.class_name !== 'Conv2D')
          throw new Error(`${layer.name}: a batch-norm that follows no convolution`);
        return normalisedConv(conv, layer);
      }
      case 'Activation': {
        if (config.activation !== 'relu') throw new Error(`${layer.name}: no rule for ${config.activation}`);
        const input = convert(first);
        return { name: `${input}_relu`, kind: 'ReLU', inputs: [input], maxValue: null };
      }
      case 'MaxPooling2D':
      case 'AveragePooling2D': {
        const { pool_size: poolSize = [2, 2], strides = poolSize } = config;
        const padding = paddingOf(layer);
        return { name, kind: layer.class_name, inputs: inputs.map(convert), poolSize, strides, padding };
      }
      case 'ZeroPadding2D':
        return {
          name,
          kind: 'ZeroPadding2D',
          inputs: inputs.map(convert),
          padding: config.padding as [Size, Size],
        };
      case 'Concatenate': {
        if (config.axis !== 3 && config.axis !== -1) throw new Error(`${layer.name}: does not join channels`);
        return { name, kind: 'Concatenate', inputs: inputs.map(convert) };
      }
      case 'Add':
        return { name, kind: 'Add', inputs: inputs.map(convert) };
      default:
        throw new Error(`${layer.name}: no rule for ${layer.class_name}`);
    }
  };

  const normalisedConv = (conv: KerasLayer, norm: KerasLayer): Layer => {
    const readers = source.layers.filter(({ inbound_nodes: [inbound = []] }) =>
      inbound.some(([input]) => input === conv.name),
    );
    if (readers.length !== 1) throw new Error(`${conv.name}: not only its batch-norm reads it`);
    const { activation, use_bias: useBias, dilation_rate: dilation = [1, 1], strides = [1, 1] } = conv.config;
    if (activation !== 'linear' || dilation.join() !== '1,1')
      throw new Error(`${conv.name}: not a plain convolution`);
    const { center, scale, epsilon = 1e-3 } = norm.config;
    const folded = foldBatchNorm(
      weightAt(`${conv.name}/kernel`),
      useBias === false ? undefined : weightAt(`${conv.name}/bias`),
      {
        gamma: scale === false ? undefined : weightAt(`${norm.name}/gamma`),
        beta: center === false ? undefined : weightAt(`${norm.name}/beta`),
        mean: weightAt(`${norm.name}/moving_mean`),
        variance: weightAt(`${norm.name}/moving_variance`),
        epsilon,
      },
    );
    const inputs = (conv.inbound_nodes[0] ?? []).map(([input]) => convert(input));
    const name = source.layerName(conv.name);
    return { name, kind: 'Conv2D', inputs, ...folded, strides, padding: paddingOf(conv) };
  };

  const weightAt = (name: string): Tensor => {
    const tensor = source.weights.get(name);
    if (tensor === undefined) throw new Error(`there is no weight ${name}`);
    return tensor;
  };

  convert(source.cut);
  return { layers, sources };
}

function paddingOf(layer: KerasLayer): Padding {
  const { padding } = layer.config;
  if (padding !== 'same' && padding !== 'valid') throw new Error(`${layer.name}: padding ${padding}`);
  return padding;
}
