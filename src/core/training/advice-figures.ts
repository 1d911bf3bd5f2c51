import type { Recipe } from './recipe.ts';

/** What advice rests on: the photos that there are, what a backbone makes of them, and how fast this machine is. */
export interface AdviceFigures {
  /** Id of the backbone that was measured. */
  readonly backbone: string;
  /** How well its features tell the classes apart, 0…1 (core/features/familiarity.ts); null: can't be told. */
  readonly familiarity: number | null;
  /** Photos that it was measured on. */
  readonly measuredOn: number;
  /** Photos of each split. */
  readonly train: number;
  readonly validation: number;
  /** Training photos of a class. */
  readonly trainPerClass: { readonly smallest: number; readonly median: number; readonly largest: number };
  /** The backbone's bare forward. */
  readonly msPerImage: number;
}

/** One part of a recipe: what to do and why, and what it changes; null where the recipe already is so. */
export interface Suggestion {
  readonly part: 'backbone' | 'learning' | 'augmentation' | 'rates' | 'weights';
  /** What and why, with the figure that it rests on. */
  readonly sentence: string;
  readonly change: Partial<Recipe> | null;
}

/**
 * The smallest, the median and the largest of some counts; the lower median of an even number of them.
 * @param counts at least one
 */
export function spreadOf(counts: readonly number[]): AdviceFigures['trainPerClass'] {
  const sorted = [...counts].sort((a, b) => a - b);
  return {
    smallest: sorted[0] ?? 0,
    median: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    largest: sorted.at(-1) ?? 0,
  };
}
