import type { BackboneCard } from './card.ts';
import { countParameters } from './convert/layers.ts';
import type { CutModel } from './convert/own-model.ts';
import { countMultiplyAdds } from './convert/shapes.ts';
import { type OwnBackbone, ownId } from './own-backbone.ts';

interface Stored {
  /** As on the card. */
  readonly hash: string;
  /** Of model.json and its weights together. */
  readonly bytes: number;
  /** Names of the files that it came in. */
  readonly files: readonly string[];
}

/** A card as it was stored before networks had several depths, with the one that it had. */
export function completeCard(card: FormerCard | BackboneCard): BackboneCard {
  if ('depths' in card) return card;
  const { cut, ...source } = card.source;
  const name = card.blocks.at(-1)?.name ?? cut;
  const depths = [{ name, source: cut, layer: '', features: card.features }];
  return { ...card, source, depths, former: [] };
}

type FormerCard = Omit<BackboneCard, 'depths' | 'former' | 'source'> & {
  readonly source: BackboneCard['source'] & { readonly cut: string };
};

/** The card of a brought backbone. */
export function ownCard(
  { name, input, licence, author, trial }: OwnBackbone,
  { layers, depths, blocks }: CutModel,
  { hash, bytes, files }: Stored,
): BackboneCard {
  return {
    id: ownId(hash),
    name,
    hash,
    source: {
      package: '—',
      version: '—',
      integrity: '—',
      files,
      licence: licence.trim() || 'not stated',
      author: author.trim() || 'not stated',
    },
    trainedOn: 'Known to whoever made it.',
    summary: 'A network that you brought. It stays in this browser.',
    goodAt: [],
    badAt: [],
    input,
    features: depths.reduce((sum, { features }) => sum + features, 0),
    depths,
    former: [],
    parameters: layers.reduce((sum, layer) => sum + countParameters(layer), 0),
    multiplyAdds: countMultiplyAdds(layers, input.size),
    bytes,
    blocks,
    measured: trial
      ? [
          {
            what: `nearest class mean, leaving one out, on ${trial.photos} of your photos, before any training`,
            value: Math.round(trial.accuracy * 1000) / 10,
            unit: '%',
            command: 'Bring a network of your own → Try the settings',
          },
        ]
      : [],
  };
}
