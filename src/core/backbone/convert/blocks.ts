import type { BackboneBlock } from '../card.ts';
import type { ConvertedLayers } from './layer-builder.ts';
import { countParameters } from './layers.ts';

/**
 * The blocks of a backbone, from the input to the top: every layer but the input is in exactly one.
 * @param layers without the averages over space that make features of it
 * @param blockOf the block of a layer of the source model; a layer without one belongs to the block that comes next
 * @throws where layers outside a block read more of it than its last layer: it could not be cut there
 */
export function blocksOf(
  { layers, sources }: ConvertedLayers,
  blockOf: (source: string) => string | undefined,
): readonly BackboneBlock[] {
  const blocks: { name: string; layers: string[]; parameters: number }[] = [];
  let current: { layers: string[]; parameters: number } = { layers: [], parameters: 0 };
  for (const layer of layers.slice(1)) {
    const name = blockOf(sources.get(layer.name) ?? '');
    const last = blocks.at(-1);
    current.layers.push(layer.name);
    current.parameters += countParameters(layer);
    if (name === undefined) continue;
    if (last?.name === name) {
      last.layers = last.layers.concat(current.layers);
      last.parameters += current.parameters;
    } else {
      blocks.push({ name, ...current });
    }
    current = { layers: [], parameters: 0 };
  }
  if (current.layers.length > 0) throw new Error(`${current.layers.join(', ')}: in no block`);
  for (const block of blocks) {
    const inside = new Set(block.layers.slice(0, -1));
    const reader = layers.find(
      (one) => !block.layers.includes(one.name) && one.inputs.some((i) => inside.has(i)),
    );
    if (reader !== undefined) throw new Error(`${reader.name} reads the inside of the block ${block.name}`);
  }
  return blocks;
}
