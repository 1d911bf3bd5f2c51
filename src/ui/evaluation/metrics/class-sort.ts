import { compareNames } from '../../../core/compare-names.ts';
import type { ClassReport } from '../../../core/evaluation/class-metrics.ts';

type Row = ClassReport['classes'][number];

export type SortKey = 'name' | 'precision' | 'recall' | 'f1' | 'averagePrecision' | 'support';

export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** The classes by a column; what is undefined comes last either way, and equals keep the run's order. */
export function sortedClasses(
  classes: readonly Row[],
  names: readonly string[],
  { key, descending }: Sort,
): readonly Row[] {
  const sign = descending ? -1 : 1;
  return [...classes].sort((a, b) => {
    if (key === 'name') return sign * compareNames(names[a.label] ?? '', names[b.label] ?? '');
    const left = a[key];
    const right = b[key];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
}

/** A press on a column's head: the other direction, or that column from its low end. */
export function nextSort(sort: Sort, key: SortKey): Sort {
  return sort.key === key ? { key, descending: !sort.descending } : { key, descending: false };
}
