import type { Recipe } from './recipe.ts';

/** What a network makes of the person's photos, each judged by a head that has not seen it. */
export interface NetworkFigures {
  /** Id of its card. */
  readonly backbone: string;
  /** Names of the depths that did best. */
  readonly read: readonly string[];
  /** Share of right answers, 0…1. */
  readonly accuracy: number;
  /** Mean cross-entropy, nats. */
  readonly loss: number;
  /** Of each photo that was judged: the same photos in the same order for all networks. */
  readonly losses: Float32Array;
  /** How many were judged. */
  readonly photos: number;
  /** Its bare forward on this machine. */
  readonly msPerImage: number;
}

/** A network that was not tried. */
export interface LeftOut {
  readonly backbone: string;
  readonly why: 'slow' | 'unavailable';
  /** That looking at the sample would take. */
  readonly milliseconds: number;
}

/** What advice rests on: the photos that there are, and what the networks at hand make of a sample of them. */
export interface AdviceFigures {
  /** In the order in which they were tried; none where no class has two photos. */
  readonly networks: readonly NetworkFigures[];
  readonly leftOut: readonly LeftOut[];
  /** Photos that were looked at. */
  readonly sample: number;
  /** All that are not test photos. */
  readonly photos: number;
  /** Of these, the photos of a class. */
  readonly perClass: { readonly smallest: number; readonly median: number; readonly largest: number };
}

/** One part of a recipe: what to do and why, and what it changes; null where the recipe already is so. */
export interface Suggestion {
  readonly part: 'backbone' | 'read' | 'learning' | 'head' | 'augmentation' | 'weights';
  /** What and why, with the figure that it rests on. */
  readonly sentence: string;
  readonly change: Partial<Recipe> | null;
}

/**
 * The smallest, the median and the largest of some counts; the lower median of an even number of them.
 * @param counts at least one
 */
export function spreadOf(counts: readonly number[]): AdviceFigures['perClass'] {
  const sorted = [...counts].sort((a, b) => a - b);
  return {
    smallest: sorted[0] ?? 0,
    median: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    largest: sorted.at(-1) ?? 0,
  };
}
