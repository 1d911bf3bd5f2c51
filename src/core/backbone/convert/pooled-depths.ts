import type { BackboneDepth } from '../card.ts';
import type { Layer } from './layers.ts';
import { shapesOf } from './shapes.ts';

/** A depth as it was found: its name, what the source calls it, and the layer that makes its picture. */
export interface FoundDepth extends Pick<BackboneDepth, 'name' | 'source'> {
  readonly top: string;
}

/** The layers of a network up to its features. */
export interface PooledDepths {
  readonly layers: readonly Layer[];
  readonly depths: readonly BackboneDepth[];
}

/**
 * Puts an average over space of each depth behind a network's layers, and where there are several a concatenation of
 * them: the last layer's output are the features.
 * @param found one or more, from the picture up
 * @param side of the picture, pixels
 */
export function withPooledDepths(
  layers: readonly Layer[],
  found: readonly FoundDepth[],
  side: number,
): PooledDepths {
  const taken = new Set(layers.map(({ name }) => name));
  const free = (name: string): string => {
    if (taken.has(name)) return free(`${name}_`);
    taken.add(name);
    return name;
  };
  const features = free('features');
  const single = found.length === 1;
  const shapes = shapesOf(layers, side);
  const depths = found.map(({ name, source, top }) => ({
    name,
    source,
    layer: single ? features : free(`features_${name.replaceAll(/[^\w.-]+/g, '_')}`),
    features: shapes.get(top)?.at(-1) ?? 0,
  }));
  const pools = depths.map(
    ({ layer }, i): Layer => ({
      name: layer,
      kind: 'GlobalAveragePooling2D',
      inputs: [found[i]?.top ?? ''],
    }),
  );
  const joined: Layer = { name: features, kind: 'Concatenate', inputs: pools.map(({ name }) => name) };
  return { layers: [...layers, ...pools, ...(single ? [] : [joined])], depths };
}
