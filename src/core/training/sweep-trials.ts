import { type Recipe, solvesHead } from './recipe.ts';
import type { SweepAxis, Trial } from './sweep.ts';

/** A recipe to try, and where it lies on the axes. */
export type PlannedTrial = Pick<Trial, 'values' | 'recipe'>;

/**
 * The recipe with a value of each axis in its place. They are of a head that learns step by step: one that is solved has
 * neither rate nor epochs, so it learns by AdamW then.
 */
export function withValues(recipe: Recipe, axes: readonly SweepAxis[], values: readonly number[]): Recipe {
  let changed: Recipe = solvesHead(recipe) ? { ...recipe, optimizer: 'adamw' } : recipe;
  axes.forEach(({ key }, i) => {
    const value = values[i];
    if (value !== undefined) changed = withValue(changed, key, value);
  });
  return changed;
}

function withValue(recipe: Recipe, key: SweepAxis['key'], value: number): Recipe {
  if (key === 'dropout') return { ...recipe, head: { ...recipe.head, dropout: value } };
  return { ...recipe, [key]: value };
}

/** The present value of a hyperparameter. */
export function presentValue({ head, ...recipe }: Recipe, key: SweepAxis['key']): number {
  return key === 'dropout' ? head.dropout : recipe[key];
}

/** The recipes to try: every combination of values once, the first axis slowest. */
export function planTrials(recipe: Recipe, axes: readonly SweepAxis[]): readonly PlannedTrial[] {
  const combinations = axes.reduce<readonly (readonly number[])[]>(
    (all, { values }) => all.flatMap((before) => [...new Set(values)].map((value) => [...before, value])),
    [[]],
  );
  return combinations.map((values) => ({ values, recipe: withValues(recipe, axes, values) }));
}

/** Below 0 where `a` is better: more right answers, with as many the lower loss. */
export const compareTrials = (a: Trial, b: Trial): number => b.accuracy - a.accuracy || a.loss - b.loss;

/** Whether its loss grew without bound, so that it has no result. */
export const diverged = ({ loss }: Pick<Trial, 'loss'>): boolean => !Number.isFinite(loss);

/** The best of those that have a result; null where there are none. */
export function bestTrial(trials: readonly Trial[]): Trial | null {
  return trials.filter((trial) => !diverged(trial)).toSorted(compareTrials)[0] ?? null;
}

/** Whether two recipes train the head alike: fine-tuning comes after it. */
export function sameHeadTraining(a: Recipe, b: Recipe): boolean {
  const keys = Object.keys(a) as (keyof Recipe)[];
  return keys.every((key) => key === 'fineTuning' || JSON.stringify(a[key]) === JSON.stringify(b[key]));
}
