/**
 * A share of the rows, the same whenever it is asked for: of each class about its share, spread evenly over the folds and
 * over their order, and two at least where it has them.
 * @param labels, folds of each row
 * @param most rows wanted; with many classes it can be somewhat more
 * @returns indices, ascending; all where there are no more
 */
export function sampleRows(labels: Int32Array, folds: Int32Array, most: number): Int32Array {
  if (labels.length <= most) return Int32Array.from(labels, (_, i) => i);
  const classes = new Map<number, Map<number, number[]>>();
  labels.forEach((label, i) => {
    const byFold = classes.get(label) ?? new Map<number, number[]>();
    classes.set(label, byFold);
    const fold = folds[i] ?? 0;
    const rows = byFold.get(fold) ?? [];
    byFold.set(fold, rows);
    rows.push(i);
  });
  const chosen: number[] = [];
  for (const byFold of classes.values()) {
    const groups = [...byFold.values()].sort((a, b) => b.length - a.length);
    const count = groups.reduce((sum, rows) => sum + rows.length, 0);
    const wanted = Math.min(count, Math.max(2, Math.round((most * count) / labels.length)));
    quotas(
      groups.map((rows) => rows.length),
      wanted,
    ).forEach((quota, g) => {
      const rows = groups[g] ?? [];
      for (let k = 0; k < quota; k++) chosen.push(rows[Math.floor(((k + 0.5) * rows.length) / quota)] ?? 0);
    });
  }
  return Int32Array.from(chosen).sort();
}

/** How many to take of each group, as alike as they allow. */
function quotas(sizes: readonly number[], wanted: number): readonly number[] {
  const taken = sizes.map(() => 0);
  for (let left = wanted; left > 0; )
    for (let g = 0; g < sizes.length && left > 0; g++) {
      if ((taken[g] ?? 0) >= (sizes[g] ?? 0)) continue;
      taken[g] = (taken[g] ?? 0) + 1;
      left--;
    }
  return taken;
}
