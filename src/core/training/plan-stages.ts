import { type FineTuning, type FineTuningStage, type Schedule, usualSchedules } from './recipe.ts';
import { recipeLimits } from './recipe-limits.ts';

/** A stage with as many blocks opens all of any backbone, so that another backbone keeps the choice. */
export const ALL_BLOCKS = recipeLimits.stageBlocks.max;

/**
 * Stages of the gradual plan (AdamW). Measured on 12 kinds of flowers with 60 photos each (docs/BENCHMARKS.md): the last
 * block alone brings most of the gain, two more bring a little, deeper ones cost several times the time.
 */
const GRADUAL: readonly FineTuningStage[] = [
  { blocks: 1, epochs: 4, learningRate: 1e-3 },
  { blocks: 3, epochs: 6, learningRate: 5e-4 },
];

/**
 * A sensible gradual unfreezing (Howard & Ruder 2018): the last block, then two more at half the rate, since deeper
 * blocks forget more.
 * @param blocks of the backbone, at least 1
 */
export function gradualStages(blocks: number): readonly FineTuningStage[] {
  return GRADUAL.filter((stage) => stage.blocks <= blocks);
}

/** One stage for the blocks that learn together: few at a higher rate, many at a lower one. */
export function singleStage(blocks: number): FineTuningStage {
  return { blocks, epochs: 8, learningRate: blocks === 1 ? 1e-3 : blocks <= 3 ? 5e-4 : 2.5e-4 };
}

/** How the rate moves where blocks learn: slowly up, since the first steps of Adam at full rate undo what they know. */
export const fineTuningSchedule: Schedule = usualSchedules.cosine;

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
