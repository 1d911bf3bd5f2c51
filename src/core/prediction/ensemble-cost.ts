import type { CatalogueCard } from '../backbone/card.ts';
import { phasesOf } from '../training/phases.ts';
import type { Run } from '../training/run.ts';

/** What a run adds to what has to be loaded. */
interface Load {
  /** Card's id; the head comes on top, which is small. */
  readonly backbone: string;
  readonly bytes: number;
}

const FLOAT_BYTES = 4;

/**
 * What has to be loaded for runs to answer together: each backbone once, and the blocks that a run has fine-tuned, in
 * 32 bits. Heads, some kilobytes each, are not counted.
 * @returns backbones in the order in which they come first; those without a card are left out
 */
export function loadsOf(
  runs: readonly Pick<Run, 'recipe'>[],
  cards: readonly Pick<CatalogueCard, 'id' | 'bytes' | 'blocks'>[],
): readonly Load[] {
  const bytes = new Map<string, number>();
  for (const { recipe } of runs) {
    const card = cards.find(({ id }) => id === recipe.backbone);
    if (!card) continue;
    const open = phasesOf(recipe, card.blocks.length).at(-1)?.blocks ?? 0;
    const tuned = open === 0 ? 0 : card.blocks.slice(-open).reduce((sum, block) => sum + block.parameters, 0);
    bytes.set(card.id, (bytes.get(card.id) ?? card.bytes) + FLOAT_BYTES * tuned);
  }
  return [...bytes].map(([backbone, of]) => ({ backbone, bytes: of }));
}
