import type { SplitCounts } from '../../core/dataset/selectors.ts';

const n = (count: number) => count.toLocaleString('en');

/** '1 photo', '1,204 photos'. */
export function photos(count: number): string {
  return `${n(count)} ${count === 1 ? 'photo' : 'photos'}`;
}

/** '60 photos: 48 train, 12 validation'; splits without photos are left out. */
export function countsWords({ total, train, validation, test }: SplitCounts): string {
  if (total === 0) return 'No photos yet';
  const parts = [
    train > 0 && `${n(train)} train`,
    validation > 0 && `${n(validation)} validation`,
    test > 0 && `${n(test)} test`,
  ].filter(Boolean);
  return `${photos(total)}: ${parts.join(', ')}`;
}

/** The same with what each split is for. */
export function countsTitle({ train, validation, test }: SplitCounts): string {
  return `${n(train)} to learn from (train), ${n(validation)} to check with while learning (validation), ${n(test)} held out to the end (test)`;
}
