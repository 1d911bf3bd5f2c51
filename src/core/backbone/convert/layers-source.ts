import { ConversionError } from './conversion-error.ts';
import { type Converter, countReaders, remembered } from './graph-source.ts';
import { checkLayer, type KerasLayer } from './keras-config.ts';
import { kerasRule } from './keras-rules.ts';
import { LayerBuilder, type WeightSource } from './layer-builder.ts';
import type { Tensor } from './layers.ts';

export interface LayersSource {
  readonly layers: readonly KerasLayer[];
  readonly weights: WeightSource & { readonly names?: readonly string[] };
  /** A readable name for a source layer that is kept. A ReLU is named after what it follows. */
  readonly layerName: (layer: string) => string;
  /** Of Keras, as in `KerasModel`. */
  readonly version?: number;
}

/**
 * The parts of a Keras model from its input to what is asked for, each batch normalisation folded into the convolution
 * before it and each activation a layer of its own.
 * @throws ConversionError on a layer or a setting that no rule covers
 */
export function kerasConverter({ layers, weights, layerName, version = 2 }: LayersSource): Converter {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const builder = new LayerBuilder();
  const outputs = remembered();
  const readers = countReaders(layers.map(({ inputs }) => inputs));
  const weightAt = weightFinder(weights);

  const convert = (name: string): string =>
    outputs(name, () => {
      const layer = byName.get(name);
      if (layer === undefined) throw new ConversionError(name, 'the model has no such layer');
      checkLayer(layer);
      const inputs = layer.inputs.map(convert);
      const output = kerasRule(layer, inputs, {
        builder,
        name: layerName(name),
        weight: (of) => weightAt(name, of),
        version,
      });
      if ((readers.get(name) ?? 0) > 1) builder.share(output);
      return output;
    });
  return { convert, layers: builder.layers, sources: builder.sources };
}

/** Finds 'conv/kernel', and 'conv/cell/kernel' as newer versions of Keras write it. */
function weightFinder(weights: LayersSource['weights']) {
  const short = new Map(
    (weights.names ?? []).map((name) => {
      const parts = name.split('/');
      return [[...parts.slice(0, -2), ...parts.slice(-1)].join('/'), name];
    }),
  );
  return (layer: string, of: string): Tensor => {
    const name = `${layer}/${of}`;
    const tensor = weights.get(name) ?? weights.get(short.get(name) ?? '');
    if (tensor === undefined) throw new ConversionError(layer, `there is no weight ${name}`);
    return tensor;
  };
}
