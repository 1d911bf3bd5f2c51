import type { BackboneBlock, BackboneCard } from '../../src/core/backbone/card.ts';
import { type Artefact, artefactsOf, hashOf } from './artefacts.ts';
import { blocksOf } from './blocks.ts';
import { type ConvertedLayers, type GraphNode, layersFromGraph } from './graph-source.ts';
import { countParameters, type Layer } from './layers.ts';
import { type KerasLayer, layersFromKeras } from './layers-source.ts';
import type { Recipe } from './recipes.ts';
import { countMultiplyAdds, shapesOf } from './shapes.ts';
import type { SourceModel } from './source-model.ts';
import { readWeights } from './source-weights.ts';

/** The fields of a card that follow from the converted model. */
export type ComputedFields = Pick<
  BackboneCard,
  'hash' | 'features' | 'parameters' | 'multiplyAdds' | 'bytes' | 'blocks'
>;

export interface Conversion {
  readonly layers: readonly Layer[];
  readonly blocks: readonly BackboneBlock[];
}

/** The layers of a backbone from its input to the card's cut, and an average over space on top of them. */
export function convert(recipe: Recipe, card: Pick<BackboneCard, 'source'>, model: SourceModel): Conversion {
  const converted = layersOf(recipe, card.source.cut, model);
  const top = converted.layers.at(-1)?.name ?? '';
  const layers: readonly Layer[] = [
    ...converted.layers,
    { name: 'features', kind: 'GlobalAveragePooling2D', inputs: [top] },
  ];
  return { layers, blocks: blocksOf({ ...converted, layers }, recipe.blockOf) };
}

function layersOf(recipe: Recipe, cut: string, model: SourceModel): ConvertedLayers {
  const weights = readWeights(model.weightsManifest, model.readShard);
  const { layerName } = recipe;
  if (recipe.format === 'graph') {
    const { node: nodes } = model.modelTopology as { readonly node: readonly GraphNode[] };
    return layersFromGraph({ nodes, weights, entry: recipe.entry, cut, layerName });
  }
  const { model_config: keras } = model.modelTopology as {
    readonly model_config: { readonly config: { readonly layers: readonly KerasLayer[] } };
  };
  return layersFromKeras({ layers: keras.config.layers, weights, cut, layerName });
}

/** The files of a conversion and what its card must say of them. */
export function pack(
  card: Pick<BackboneCard, 'id' | 'input'>,
  { layers, blocks }: Conversion,
): { readonly artefacts: readonly Artefact[]; readonly computed: ComputedFields } {
  const artefacts = artefactsOf(card.id, layers);
  const [features = 0] = shapesOf(layers, card.input.size).get('features') ?? [];
  return {
    artefacts,
    computed: {
      hash: hashOf(artefacts),
      features,
      parameters: layers.reduce((sum, layer) => sum + countParameters(layer), 0),
      multiplyAdds: countMultiplyAdds(layers, card.input.size),
      bytes: artefacts.reduce((sum, { bytes }) => sum + bytes.length, 0),
      blocks,
    },
  };
}
