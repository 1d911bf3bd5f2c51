import type { FineTuning, FineTuningStage } from './recipe.ts';
import { recipeLimits } from './recipe-limits.ts';

/** A stage with as many blocks opens all of any backbone, so that another backbone keeps the choice. */
export const ALL_BLOCKS = recipeLimits.stageBlocks.max;

/** Blocks that learn in each stage of the gradual plan, where there are as many. */
const DEPTHS = [1, 3, 6];
const EPOCHS = 4;
/** Peak rate of the first stage (AdamW); each later one has half of that before, since deeper blocks forget more. */
const FIRST_RATE = 1e-3;

/**
 * A sensible gradual unfreezing (Howard & Ruder 2018): the last block, then two more, then three more.
 * @param blocks of the backbone, at least 1
 * @returns at most three stages, each opening more blocks than the one before at half its rate
 */
export function gradualStages(blocks: number): readonly FineTuningStage[] {
  const depths = new Set(DEPTHS.map((depth) => Math.min(depth, blocks)));
  return [...depths].map((depth, index) => ({
    blocks: depth,
    epochs: EPOCHS,
    learningRate: FIRST_RATE / 2 ** index,
  }));
}

/** One stage for the blocks that learn together: few at a higher rate, many at a lower one. */
export function singleStage(blocks: number): FineTuningStage {
  return { blocks, epochs: 6, learningRate: blocks > 3 ? FIRST_RATE / 4 : FIRST_RATE / 2 };
}

/** What of the model learns, as a person chooses it. */
export type Learning = 'head' | 'last-block' | 'last-blocks' | 'all-blocks' | 'gradually';

/** The choice that a plan stands for. `blocks`: of the backbone. */
export function learningOf({ stages }: Pick<FineTuning, 'stages'>, blocks: number): Learning {
  const [first, ...more] = stages;
  if (first === undefined) return 'head';
  if (more.length > 0) return 'gradually';
  if (first.blocks >= blocks) return 'all-blocks';
  return first.blocks === 1 ? 'last-block' : 'last-blocks';
}

/** The stages that a choice starts with. `blocks`: of the backbone. */
export function stagesFor(learning: Learning, blocks: number): readonly FineTuningStage[] {
  switch (learning) {
    case 'head':
      return [];
    case 'last-block':
      return [singleStage(1)];
    case 'last-blocks':
      return [singleStage(Math.min(3, Math.max(1, blocks - 1)))];
    case 'all-blocks':
      return [singleStage(ALL_BLOCKS)];
    case 'gradually':
      return gradualStages(blocks);
  }
}

/** What was chosen, as long as the plan still fits it: one stage may be a gradual plan that was cut down. */
export function shownLearning(
  chosen: Learning | null,
  plan: Pick<FineTuning, 'stages'>,
  blocks: number,
): Learning {
  const count = plan.stages.length;
  const fits = (chosen === 'gradually' && count > 0) || (chosen === 'last-blocks' && count === 1);
  return chosen !== null && fits ? chosen : learningOf(plan, blocks);
}
