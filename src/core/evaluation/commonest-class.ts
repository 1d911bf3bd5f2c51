import { smallest } from '../extremes.ts';
import { classScores } from './class-metrics.ts';
import type { ConfusionMatrix } from './confusion.ts';

/** What the simplest rule gets right, and, where it gets much right, how well the classes are told apart one by one. */
export interface CommonestClass {
  readonly name: string;
  /** Right answers of whoever always says the largest class. */
  readonly correct: number;
  readonly total: number;
  /**
   * Mean of the classes' recalls (Brodersen et al. 2010): every class counts the same, however many photos it has. Null
   * where the classes are of about equal size: it says nothing else than accuracy there.
   */
  readonly balanced: number | null;
}

/** From this ratio of the largest class to the smallest on, accuracy alone says little. */
const UNEQUAL = 2;

/**
 * The rule that always says the largest class, to hold a model's accuracy against; null for fewer than two classes.
 * @param names of the classes
 */
export function commonestClass(matrix: ConfusionMatrix, names: readonly string[]): CommonestClass | null {
  const scores = classScores(matrix).filter(({ support }) => support > 0);
  const [first, ...others] = scores;
  if (first === undefined || others.length === 0) return null;
  const commonest = others.reduce((best, one) => (one.support > best.support ? one : best), first);
  const rarest = smallest(scores.map(({ support }) => support));
  const recalls = scores.map(({ recall }) => recall ?? 0);
  return {
    name: names[commonest.label] ?? '',
    correct: commonest.support,
    total: matrix.total,
    balanced:
      commonest.support > UNEQUAL * rarest
        ? recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length
        : null,
  };
}
