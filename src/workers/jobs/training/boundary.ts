import type { BackboneCard } from '../../../core/backbone/card.ts';
import { compile } from '../../../core/backbone/program.ts';
import type { Topology } from '../../../core/backbone/topology.ts';
import { cutTopology } from '../../../core/backbone/trunk-and-tail.ts';
import type { BackboneFiles } from '../../../engine/backbone/load.ts';
import { outputShape } from '../../../engine/backbone/output-shape.ts';
import { loadProgram } from '../../../engine/backbone/run-program.ts';
import { ActivationTable } from '../../../storage/features/activations.ts';
import type { Progress } from '../../protocol/progress.ts';
import { cacheKey } from '../../runtime/session.ts';
import { extractStored } from '../features/extraction.ts';
import type { WantedViews } from '../features/wanted-views.ts';

/** A backbone cut below the blocks that learn, with the activations that enter them. */
export interface Boundary {
  readonly tail: Topology;
  readonly table: ActivationTable;
  /** [height, width, channels] of a view's activations. */
  readonly shape: readonly [number, number, number];
  /** How many features come from depths below the boundary: the first ones. */
  readonly frozen: number;
  /** Views that were run up to the boundary now, and those that were there. */
  readonly missed: number;
  readonly hit: number;
}

export interface BoundaryOptions {
  /** @param block whose output the views are run up to */
  readonly upTo: (block: string, progress: Progress) => void;
  readonly signal: AbortSignal;
}

/** The name of a boundary's cache. */
export const boundaryKey = (files: BackboneFiles, blocks: number): string =>
  `${cacheKey(files.card)}-${cutTopology(files.topology, files.card.blocks, blocks).boundary}`;

/**
 * Runs the views that aren't there yet up to the boundary. What is done when it's stopped stays.
 * @param blocks that learn, from the top
 */
export async function fillBoundary(
  files: BackboneFiles,
  blocks: number,
  wanted: readonly WantedViews[],
  { upTo, signal }: BoundaryOptions,
): Promise<Boundary> {
  const { card, topology, weights } = files;
  const { trunk, tail, frozen } = cutTopology(topology, card.blocks, blocks);
  const program = loadProgram(compile(trunk, weights));
  try {
    const shape = outputShape(program, card.input.size);
    const table = await ActivationTable.open(
      boundaryKey(files, blocks),
      shape.reduce((product, n) => product * n, 1),
    );
    try {
      const total = wanted.reduce((sum, { views }) => sum + views.length, 0);
      const block = card.blocks.at(-blocks - 1)?.name ?? 'the picture';
      const missed = await extractStored(wanted, (key) => table.has(key), {
        input: card.input,
        program,
        multiplyAdds: card.multiplyAdds,
        onBatch: (keys, rows) => table.add(keys, rows),
        onProgress: (progress) => upTo(block, progress),
        signal,
      });
      return { tail, table, shape, frozen: featuresOf(card, frozen), missed, hit: total - missed };
    } catch (error) {
      table.close();
      throw error;
    }
  } finally {
    program.dispose();
  }
}

/** How many features some of a card's depths have. @param layers that average them */
export const featuresOf = ({ depths }: Pick<BackboneCard, 'depths'>, layers: readonly string[]): number =>
  depths.reduce((sum, { layer, features }) => sum + (layers.includes(layer) ? features : 0), 0);
