import { ConversionError } from './conversion-error.ts';
import { isOn, type KerasLayer, setting } from './keras-config.ts';
import type { Tensor } from './layers.ts';
import type { NamedWeights } from './own-model.ts';

/**
 * Names of a layer's variables in the order in which Keras numbers them: first what it learns, then what it only keeps
 * (keras/src/layers/layer.py, save_own_variables). [] for a layer that the rules need none of.
 */
export function variableNames(layer: KerasLayer): readonly string[] {
  const bias = isOn(layer, 'use_bias') ? ['bias'] : [];
  switch (layer.kind) {
    case 'Conv2D':
      return ['kernel', ...bias];
    case 'DepthwiseConv2D':
      return ['depthwise_kernel', ...bias];
    case 'SeparableConv2D':
      return ['depthwise_kernel', 'pointwise_kernel', ...bias];
    case 'BatchNormalization':
      return [
        ...(isOn(layer, 'scale') ? ['gamma'] : []),
        ...(isOn(layer, 'center') ? ['beta'] : []),
        'moving_mean',
        'moving_variance',
      ];
    case 'Normalization':
      return (setting(layer, 'mean') ?? null) === null ? ['mean', 'variance', 'count'] : [];
    default:
      return [];
  }
}

/** What a Keras file has of a layer. */
export interface StoredLayer {
  /** Paths of its variables, in Keras's order. */
  readonly paths: readonly string[];
  /** What the file calls the layer that they are of; null where it does not say. */
  readonly name: string | null;
}

/** A Keras file's weights, in core's words. */
export interface KerasFile {
  readonly find: (layer: KerasLayer) => StoredLayer;
  /**
   * @param layer that has the values, for messages
   * @throws ConversionError where they can't be used
   */
  readonly read: (path: string, layer: string) => Tensor | null;
}

/**
 * The weights of a Keras file under the names that TensorFlow.js gives them, each read when it is asked for.
 * @param layers of its model
 */
export function kerasWeights(layers: readonly KerasLayer[], { find, read }: KerasFile): NamedWeights {
  const owners = new Map(
    layers.flatMap((layer) => variableNames(layer).map((of, at) => [`${layer.name}/${of}`, { layer, at }])),
  );
  const get = (weight: string): Tensor | undefined => {
    const owner = owners.get(weight);
    if (!owner) return undefined;
    const { layer, at } = owner;
    const { paths, name } = find(layer);
    const expected = variableNames(layer);
    if (name !== null && name !== layer.stored.name)
      throw new ConversionError(layer.name, `the file has the weights of “${name}” in its place`);
    if (paths.length !== expected.length)
      throw new ConversionError(
        layer.name,
        `the file has ${paths.length} weights of it, where a ${layer.kind} has ${expected.length}: ${expected.join(', ')}`,
      );
    return read(paths[at] ?? '', layer.name) ?? undefined;
  };
  return { names: [], has: (weight) => owners.has(weight), get };
}

/**
 * Those of the weights in a group of an .h5 file that are of one layer, in Keras's order. The group of a layer has its
 * weights alone, that of a model within the model those of all its layers.
 * @param names as the attribute 'weight_names' lists them: 'conv/kernel:0', 'model/conv/kernel:0', 'conv/conv_W_1:0'
 */
export function namesOfLayer(
  names: readonly string[],
  { name, within }: KerasLayer['stored'],
): readonly string[] {
  if (within === null) return names;
  return names.filter((path) => `/${path.slice(0, path.lastIndexOf('/'))}`.endsWith(`/${name}`));
}
