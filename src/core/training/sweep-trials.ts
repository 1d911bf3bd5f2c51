import { smallest } from '../extremes.ts';
import { seededRandom, shuffle } from '../random.ts';
import { type Recipe, solvesHead } from './recipe.ts';
import type { SweepAxis, SweepMethod, Trial } from './sweep.ts';

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

/** Random search tries this share of the combinations. */
const RANDOM_SHARE = 0.5;

/** How many of the combinations of values a method tries. */
export function trialCount(axes: readonly SweepAxis[], method: SweepMethod): number {
  const all = axes.reduce((product, { values }) => product * new Set(values).size, 1);
  return method === 'random' ? Math.ceil(all * RANDOM_SHARE) : all;
}

/**
 * The recipes to try: every combination, the first axis slowest; or half of them, drawn by the recipe's seed (Bergstra
 * & Bengio 2012: at the same cost a random choice sees more values of the axis that matters than a coarser grid).
 */
export function planTrials(
  recipe: Recipe,
  axes: readonly SweepAxis[],
  method: SweepMethod,
): readonly PlannedTrial[] {
  const combinations = axes.reduce<readonly (readonly number[])[]>(
    (all, { values }) => all.flatMap((before) => [...new Set(values)].map((value) => [...before, value])),
    [[]],
  );
  const chosen =
    method === 'random'
      ? shuffle(combinations, seededRandom(`${recipe.seed}/sweep`)).slice(0, trialCount(axes, method))
      : combinations;
  return chosen.map((values) => ({ values, recipe: withValues(recipe, axes, values) }));
}

/** One round of successive halving. */
export interface Rung {
  /** How many are trained in it, the best so far. */
  readonly trials: number;
  /** Share of their epochs that they are trained for. */
  readonly share: number;
}

/** Fewer epochs tell little of a recipe. */
const LEAST_EPOCHS = 2;

/**
 * Successive halving (Jamieson & Talwalkar 2016): each rung keeps the better half of the one before and trains it for
 * twice the epochs, the last one for all. The first rung is as short as the recipe with the fewest epochs bears.
 * @param epochs of that recipe
 */
export function halvingRungs(trials: number, epochs: number): readonly Rung[] {
  const byTrials = Math.floor(Math.log2(Math.max(1, trials)));
  const byEpochs = Math.floor(Math.log2(Math.max(1, epochs / LEAST_EPOCHS)));
  const halvings = Math.min(byTrials, byEpochs);
  return Array.from({ length: halvings + 1 }, (_, i) => ({
    trials: Math.floor(trials / 2 ** i),
    share: 2 ** (i - halvings),
  }));
}

/** The rounds of a sweep: one with all trials to their end, where it does not halve. */
export function rungsOf(trials: readonly PlannedTrial[], halving: boolean): readonly Rung[] {
  if (!halving) return [{ trials: trials.length, share: 1 }];
  return halvingRungs(trials.length, smallest(trials.map(({ recipe }) => recipe.epochs)));
}

/** Epochs of a recipe in a rung; one at least. */
export const epochsIn = ({ share }: Rung, { epochs }: Recipe): number =>
  Math.max(1, Math.round(share * epochs));

/** Below 0 where `a` is better: more right answers, with as many the lower loss. */
export const compareTrials = (a: Trial, b: Trial): number => b.accuracy - a.accuracy || a.loss - b.loss;

/** Whether its loss grew without bound, so that it has no result. */
export const diverged = ({ loss }: Pick<Trial, 'loss'>): boolean => !Number.isFinite(loss);

/** The best of those that were trained to their end; null where there are none. */
export function bestTrial(trials: readonly Trial[]): Trial | null {
  const whole = trials.filter((trial) => !diverged(trial) && trial.epochs >= trial.recipe.epochs);
  return whole.toSorted(compareTrials)[0] ?? null;
}

/** Whether two recipes train the head alike: fine-tuning comes after it. */
export function sameHeadTraining(a: Recipe, b: Recipe): boolean {
  const keys = Object.keys(a) as (keyof Recipe)[];
  return keys.every((key) => key === 'fineTuning' || JSON.stringify(a[key]) === JSON.stringify(b[key]));
}
