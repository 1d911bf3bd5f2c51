import { largest, smallest } from '../../../core/extremes.ts';
/** How many photos have a score between two ends, by whether their answers are right. */
export interface ScoreBin {
  readonly from: number;
  readonly to: number;
  readonly right: number;
  readonly wrong: number;
}

/**
 * Bins of the same width over all scores; the last one holds its upper end. None of no photos.
 */
export function scoreBins(
  photos: readonly { readonly score: number; readonly right: boolean }[],
  count: number,
): readonly ScoreBin[] {
  const scores = photos.map(({ score }) => score);
  if (scores.length === 0) return [];
  const low = smallest(scores);
  const high = largest(scores);
  // Where all are alike, or nearer than a number can tell, a bin still has a width.
  const width = (high - low) / count || 1 / count;
  const binOf = (score: number) => Math.min(count - 1, Math.floor((score - low) / width));
  return Array.from({ length: count }, (_, i) => {
    const inside = photos.filter(({ score }) => binOf(score) === i);
    const right = inside.filter((photo) => photo.right).length;
    return { from: low + i * width, to: low + (i + 1) * width, right, wrong: inside.length - right };
  });
}
