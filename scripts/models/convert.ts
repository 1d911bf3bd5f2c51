import type { BackboneBlock, BackboneCard, BackboneDepth } from '../../src/core/backbone/card.ts';
import { blocksOf } from '../../src/core/backbone/convert/blocks.ts';
import { type Converter, graphConverter } from '../../src/core/backbone/convert/graph-source.ts';
import { kerasModel } from '../../src/core/backbone/convert/keras-model.ts';
import { countParameters } from '../../src/core/backbone/convert/layers.ts';
import { kerasConverter } from '../../src/core/backbone/convert/layers-source.ts';
import { graphNodes } from '../../src/core/backbone/convert/model-json.ts';
import { type PooledDepths, withPooledDepths } from '../../src/core/backbone/convert/pooled-depths.ts';
import { countMultiplyAdds } from '../../src/core/backbone/convert/shapes.ts';
import { readWeights } from '../../src/core/backbone/convert/source-weights.ts';
import { type Artefact, artefactsOf, hashOf } from './artefacts.ts';
import type { Recipe } from './recipes.ts';
import type { SourceModel } from './source-model.ts';
import { tfliteConverter } from './tflite/tflite-source.ts';

/** The fields of a card that follow from the converted model. */
export type ComputedFields = Pick<
  BackboneCard,
  'hash' | 'features' | 'depths' | 'parameters' | 'multiplyAdds' | 'bytes' | 'blocks'
>;

export interface Conversion extends PooledDepths {
  readonly blocks: readonly BackboneBlock[];
}

/** What a conversion needs of a card. */
export type ConversionCard = Pick<BackboneCard, 'input'> & {
  readonly depths: readonly Pick<BackboneDepth, 'name' | 'source'>[];
};

/** The layers of a backbone from its input to the card's depths, each averaged over space, side by side. */
export function convert(recipe: Recipe, { depths, input }: ConversionCard, model: SourceModel): Conversion {
  const converter = converterOf(recipe, model);
  const found = depths.map((depth) => ({ ...depth, top: converter.convert(depth.source) }));
  return {
    ...withPooledDepths(converter.layers, found, input.size),
    blocks: blocksOf(converter, recipe.blockOf),
  };
}

function converterOf(recipe: Recipe, model: SourceModel): Converter {
  const { layerName } = recipe;
  if (model.format === 'tflite') return tfliteConverter({ model: model.graph, layerName });
  const weights = readWeights(model.weightsManifest, model.readShard);
  if (recipe.format === 'graph') {
    const nodes = graphNodes(model.modelTopology);
    return graphConverter({ nodes, weights, entry: recipe.entry, layerName });
  }
  return kerasConverter({ layers: kerasModel(model.modelTopology).layers, weights, layerName });
}

/** The files of a conversion and what its card must say of them. */
export function pack(
  card: Pick<BackboneCard, 'id' | 'input'>,
  { layers, depths, blocks }: Conversion,
): { readonly artefacts: readonly Artefact[]; readonly computed: ComputedFields } {
  const artefacts = artefactsOf(card.id, layers);
  return {
    artefacts,
    computed: {
      hash: hashOf(artefacts),
      features: depths.reduce((sum, { features }) => sum + features, 0),
      depths,
      parameters: layers.reduce((sum, layer) => sum + countParameters(layer), 0),
      multiplyAdds: countMultiplyAdds(layers, card.input.size),
      bytes: artefacts.reduce((sum, { bytes }) => sum + bytes.length, 0),
      blocks,
    },
  };
}
