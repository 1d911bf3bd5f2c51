import type { BackboneDepth } from '../../../core/backbone/card.ts';
import { columnsOf } from '../../../core/backbone/read-depths.ts';
import type { FeatureRows } from '../../../core/features/feature-rows.ts';
import type { FeatureSource } from '../../../engine/training/softmax-regression/feature-source.ts';

/**
 * Cached features as the solver takes them.
 * @param features of these depths, side by side
 * @param keys of the views that are its rows
 * @throws FailureError 'not-found' for a view that is not there
 */
export function featureSource(
  features: FeatureRows,
  keys: readonly string[],
  depths: readonly BackboneDepth[],
): FeatureSource {
  const none = { from: 0, to: 0 };
  const columns = depths.map(({ name }) => columnsOf(depths, [name])[0] ?? none);
  const rows = keys.map((key) => features.rowOf(key));
  return {
    count: keys.length,
    depths,
    row: (row, depth, into, at) => features.copy(rows[row] ?? 0, columns[depth] ?? none, into, at),
    standardised: (row, depth, { mean, inverseDeviation }, into, at) => {
      const { from } = columns[depth] ?? none;
      const run = { from, to: from + mean.length };
      features.copyScaled(rows[row] ?? 0, run, mean, inverseDeviation, into, at);
    },
  };
}
