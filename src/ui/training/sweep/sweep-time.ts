import type { Recipe } from '../../../core/training/recipe.ts';
import type { Run } from '../../../core/training/run.ts';
import type { PlannedTrial } from '../../../core/training/sweep-trials.ts';

/** Trainings of a sweep and, where a run tells it, about how long they take. */
export interface SweepCost {
  readonly trainings: number;
  /** Null before anything was trained with this backbone and kind of head. */
  readonly milliseconds: number | null;
}

/** @param photos that are trained on */
export function sweepCost(
  trials: readonly PlannedTrial[],
  runs: readonly Pick<Run, 'recipe' | 'history' | 'timing' | 'counts'>[],
  photos: number,
): SweepCost {
  const trainings = trials.length;
  const [first] = trials;
  const step = first ? stepTime(first.recipe, runs) : null;
  if (step === null) return { trainings, milliseconds: null };
  const steps = trials.reduce(
    (sum, { recipe }) => sum + recipe.epochs * Math.ceil(photos / recipe.batchSize),
    0,
  );
  return { trainings, milliseconds: steps * step };
}

/** Milliseconds of a step of the head, from the newest run that had such a head; null where none had. */
function stepTime(
  { backbone, head }: Recipe,
  runs: readonly Pick<Run, 'recipe' | 'history' | 'timing' | 'counts'>[],
): number | null {
  for (const { recipe, history, timing, counts } of runs) {
    const epochs = history.filter(({ phase }) => phase === 0).length;
    const steps = epochs * Math.ceil(counts.train / recipe.batchSize);
    if (recipe.backbone === backbone && recipe.head.kind === head.kind && steps > 0 && timing.head > 0)
      return timing.head / steps;
  }
  return null;
}
