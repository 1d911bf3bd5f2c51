import type { Phase } from '../../core/training/phases.ts';

/** A stretch of epochs in which a block learns. */
export interface Stretch {
  readonly phase: number;
  /** Epochs before it, and its own. */
  readonly from: number;
  readonly epochs: number;
  /** Peak rate of the block. */
  readonly rate: number;
  /** Its rate as a share of the head's. */
  readonly share: number;
}

export interface BlockRow {
  readonly name: string;
  readonly stretches: readonly Stretch[];
}

/**
 * When each part of the model learns and how fast: the head, then the blocks from the top.
 * @param blocks names of the backbone's blocks, the top last, as on its card
 */
export function blockRows(
  phases: readonly Phase[],
  blocks: readonly string[],
  rateDivisor: number,
): readonly BlockRow[] {
  const stretch = ({ index, epochsBefore, epochs, learningRate }: Phase, below: number): Stretch => {
    const share = rateDivisor ** -below;
    return { phase: index, from: epochsBefore, epochs, rate: learningRate * share, share };
  };
  const head = { name: 'Head', stretches: phases.map((phase) => stretch(phase, 0)) };
  const rows = blocks.toReversed().map((name, below) => ({
    name,
    stretches: phases.filter((phase) => phase.blocks > below).map((phase) => stretch(phase, below)),
  }));
  return [head, ...rows];
}
