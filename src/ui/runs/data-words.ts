import { changesBetween, changesWords } from '../../core/dataset/version-changes.ts';
import type { Run } from '../../core/training/run.ts';
import { quotedName } from '../../core/training/run-name.ts';

/** The run that was trained before another one, of those that there are. */
export function runBefore(runs: readonly Run[], run: Run): Run | undefined {
  return runs
    .filter(({ number }) => number < run.number)
    .reduce<Run | undefined>((last, one) => (last && last.number > one.number ? last : one), undefined);
}

/** 'Since Run 3: 12 photos added.' */
export function dataChangeWords(older: Run, newer: Run): string {
  const since = `Since ${quotedName(older)}`;
  const [before, after] = [older.data, newer.data];
  if (!before || !after) return `${since}: unknown, one of the two runs is of an earlier version.`;
  const changes = changesBetween(
    { data: before, classes: older.classes },
    { data: after, classes: newer.classes },
  );
  return `${since}: ${changesWords(changes)}.`;
}
