import { type Recipe, solvesHead } from './recipe.ts';

/** A stretch of training in which the same weights learn. */
export interface Phase {
  /** 0: the head alone; else the number of the fine-tuning stage. */
  readonly index: number;
  /** Blocks that learn, from the top. */
  readonly blocks: number;
  readonly epochs: number;
  /** Epochs of all phases before. */
  readonly epochsBefore: number;
  /** Peak rate of the head. */
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly batchSize: number;
}

/**
 * The phases of a recipe, in order.
 * A block that has learned goes on learning: a later stage with fewer blocks keeps those of the stage before.
 * @param blocks of the backbone, the most that a stage can open
 */
export function phasesOf(recipe: Recipe, blocks: number): readonly Phase[] {
  const { fineTuning } = recipe;
  const phases: Phase[] = [
    {
      index: 0,
      blocks: 0,
      epochs: solvesHead(recipe) ? 0 : recipe.epochs,
      epochsBefore: 0,
      learningRate: recipe.learningRate,
      weightDecay: recipe.weightDecay,
      batchSize: recipe.batchSize,
    },
  ];
  for (const stage of fineTuning.stages) {
    const before = phases.at(-1) as Phase;
    phases.push({
      index: before.index + 1,
      blocks: Math.min(blocks, Math.max(before.blocks, stage.blocks)),
      epochs: stage.epochs,
      epochsBefore: before.epochsBefore + before.epochs,
      learningRate: stage.learningRate,
      weightDecay: fineTuning.weightDecay,
      batchSize: fineTuning.batchSize,
    });
  }
  return phases;
}
