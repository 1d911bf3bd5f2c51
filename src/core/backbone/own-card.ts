import type { BackboneBlock, BackboneCard } from './card.ts';
import { countParameters, type Layer } from './convert/layers.ts';
import { countMultiplyAdds, shapesOf } from './convert/shapes.ts';
import { type OwnBackbone, ownId } from './own-backbone.ts';

interface Stored {
  /** As on the card. */
  readonly hash: string;
  /** Of model.json and its weights together. */
  readonly bytes: number;
  /** Names of the files that it came in. */
  readonly files: readonly string[];
}

/** The card of a brought backbone. */
export function ownCard(
  { name, cut, input, licence, author, trial }: OwnBackbone,
  { layers, blocks }: { readonly layers: readonly Layer[]; readonly blocks: readonly BackboneBlock[] },
  { hash, bytes, files }: Stored,
): BackboneCard {
  const last = layers.at(-1)?.name ?? '';
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
      cut,
    },
    trainedOn: 'Known to whoever made it.',
    summary: 'A network that you brought. It stays in this browser.',
    goodAt: [],
    badAt: [],
    input,
    features: shapesOf(layers, input.size).get(last)?.[0] ?? 0,
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
