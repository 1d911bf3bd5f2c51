import type { BackboneBlock, BackboneCard } from '../../src/core/backbone/card.ts';
import { blocksOf } from '../../src/core/backbone/convert/blocks.ts';
import { layersFromGraph } from '../../src/core/backbone/convert/graph-source.ts';
import { kerasModel } from '../../src/core/backbone/convert/keras-model.ts';
import type { ConvertedLayers } from '../../src/core/backbone/convert/layer-builder.ts';
import { countParameters, type Layer } from '../../src/core/backbone/convert/layers.ts';
import { layersFromKeras } from '../../src/core/backbone/convert/layers-source.ts';
import { graphNodes } from '../../src/core/backbone/convert/model-json.ts';
import { countMultiplyAdds, shapesOf } from '../../src/core/backbone/convert/shapes.ts';
import { readWeights } from '../../src/core/backbone/convert/source-weights.ts';
import { type Artefact, artefactsOf, hashOf } from './artefacts.ts';
import type { Recipe } from './recipes.ts';
import type { SourceModel } from './source-model.ts';
import { layersFromTflite } from './tflite/tflite-source.ts';

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
  const { layerName } = recipe;
  if (model.format === 'tflite') return layersFromTflite({ model: model.graph, cuts: [cut], layerName });
  const weights = readWeights(model.weightsManifest, model.readShard);
  if (recipe.format === 'graph') {
    const nodes = graphNodes(model.modelTopology);
    return layersFromGraph({ nodes, weights, entry: recipe.entry, cut, layerName });
  }
  return layersFromKeras({ layers: kerasModel(model.modelTopology).layers, weights, cut, layerName });
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
