import type { Prediction } from './evaluation.ts';

/** distance: `familiarityOf` of known-features.ts. docs/UNKNOWN.md has what it was compared with. */
export type UnknownScore = 'distance';

/** When a picture is none of a run's classes. */
export interface UnknownRule {
  readonly score: UnknownScore;
  /** A picture whose score is below it is none of the classes. */
  readonly threshold: number;
  /** At least this share of the validation photos is above it. */
  readonly keeps: number;
}

/** What a run's rule keeps unless the person chooses another share. */
export const USUAL_SHARE = 0.95;

/** With fewer photos the lowest score says nothing of what is rare. */
const FEWEST = 10;

/** The scores of photos, in their order; none where any has none. */
export function scoresOf(predictions: readonly Pick<Prediction, 'score'>[]): readonly number[] {
  const scores = predictions.flatMap(({ score }) => score ?? []);
  return scores.length === predictions.length ? scores : [];
}

/**
 * The strictest rule that keeps a share of the photos.
 * @param scores of photos of the classes that the model was not trained on
 * @param keeps 0…1
 * @returns null for fewer than ten photos
 */
export function unknownRule(scores: readonly number[], keeps: number): UnknownRule | null {
  if (scores.length < FEWEST) return null;
  const sorted = scores.toSorted((a, b) => a - b);
  // 5 % of 60 is 3, and not a rounding error less.
  const below = Math.min(scores.length - 1, Math.floor((1 - keeps) * scores.length + 1e-9));
  return { score: 'distance', threshold: sorted[below] ?? 0, keeps };
}

/** Whether a picture is none of the classes; null where there is no rule or no score. */
export const isUnknown = (rule: UnknownRule | null, score: number | null): boolean | null =>
  rule && score !== null ? score < rule.threshold : null;

/**
 * Area under the ROC curve: how often a known picture's score is above an unknown one's, ties counting half
 * (Mann & Whitney 1947). 0.5: the score tells nothing.
 * @param known one or more
 * @param unknown one or more
 */
export function auroc(known: readonly number[], unknown: readonly number[]): number {
  const all = [
    ...known.map((score) => ({ score, isKnown: true })),
    ...unknown.map((score) => ({ score, isKnown: false })),
  ].sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let from = 0, to = 0; from < all.length; from = to) {
    const tied = all[from]?.score;
    while (to < all.length && all[to]?.score === tied) to++;
    // Ranks count from 1; those of a tie are shared.
    const rank = (from + 1 + to) / 2;
    ranks += rank * all.slice(from, to).filter(({ isKnown }) => isKnown).length;
  }
  return (ranks - (known.length * (known.length + 1)) / 2) / (known.length * unknown.length);
}
