import { countWords, photoWords } from '../../core/count-words.ts';
import type { SplitCounts } from '../../core/dataset/selectors.ts';

/** How many are in no split. */
export const excludedCount = ({ total, train, validation, test }: SplitCounts): number =>
  total - train - validation - test;

/** '60 photos: 47 train, 12 validation, 1 excluded'; splits without photos are left out. */
export function countsWords(counts: SplitCounts): string {
  const { total, train, validation, test } = counts;
  const excluded = excludedCount(counts);
  if (total === 0) return 'No photos yet';
  const parts = [
    train > 0 && `${countWords(train)} train`,
    validation > 0 && `${countWords(validation)} validation`,
    test > 0 && `${countWords(test)} test`,
    excluded > 0 && `${countWords(excluded)} excluded`,
  ].filter(Boolean);
  return `${photoWords(total)}: ${parts.join(', ')}`;
}

/** The same with what each split is for. */
export function countsTitle(counts: SplitCounts): string {
  const { train, validation, test } = counts;
  const excluded = excludedCount(counts);
  const words = `${countWords(train)} to learn from (train), ${countWords(validation)} to check with while learning (validation), ${countWords(test)} held out to the end (test)`;
  return excluded > 0 ? `${words}, ${countWords(excluded)} that you left out (excluded)` : words;
}
