import type { SplitCounts } from '../../core/dataset/selectors.ts';

const n = (count: number) => count.toLocaleString('en');

/** '1 photo', '1,204 photos'. */
export function photos(count: number): string {
  return `${n(count)} ${count === 1 ? 'photo' : 'photos'}`;
}

/** How many are in no split. */
export const excludedCount = ({ total, train, validation, test }: SplitCounts): number =>
  total - train - validation - test;

/** '60 photos: 47 train, 12 validation, 1 excluded'; splits without photos are left out. */
export function countsWords(counts: SplitCounts): string {
  const { total, train, validation, test } = counts;
  const excluded = excludedCount(counts);
  if (total === 0) return 'No photos yet';
  const parts = [
    train > 0 && `${n(train)} train`,
    validation > 0 && `${n(validation)} validation`,
    test > 0 && `${n(test)} test`,
    excluded > 0 && `${n(excluded)} excluded`,
  ].filter(Boolean);
  return `${photos(total)}: ${parts.join(', ')}`;
}

/** The same with what each split is for. */
export function countsTitle(counts: SplitCounts): string {
  const { train, validation, test } = counts;
  const excluded = excludedCount(counts);
  const words = `${n(train)} to learn from (train), ${n(validation)} to check with while learning (validation), ${n(test)} held out to the end (test)`;
  return excluded > 0 ? `${words}, ${n(excluded)} that you left out (excluded)` : words;
}
