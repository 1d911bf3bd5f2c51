import type { Labelled } from './loss.ts';

/** Rows that a class without any counts for: its share's logarithm has to be finite. */
const NO_ROWS = 1e-3;

/**
 * The logarithm of each class's share of the rows' weights, [classes]: what a model answers that has seen no features.
 * Started there, a small class need not first be unlearned in favour of a large one.
 */
export function logShares({ labels, weights, classes }: Labelled): Float64Array {
  const sums = new Float64Array(classes);
  let total = 0;
  labels.forEach((label, i) => {
    sums[label]! += weights[i]!;
    total += weights[i]!;
  });
  return sums.map((sum) => Math.log(Math.max(sum, NO_ROWS) / (total || 1)));
}
