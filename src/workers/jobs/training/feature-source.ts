import type { BackboneDepth } from '../../../core/backbone/card.ts';
import { columnsOf } from '../../../core/backbone/read-depths.ts';
import type { FeatureRows } from '../../../core/features/feature-rows.ts';
import type { FeatureSource } from '../../../engine/training/softmax-regression/feature-source.ts';

/**
 * Cached features as the solver takes them.
 * @param features of these depths, side by side
 * @param keys of the views that are its rows
 */
export function featureSource(
  features: FeatureRows,
  keys: readonly string[],
  depths: readonly BackboneDepth[],
): FeatureSource {
  const columns = depths.map(({ name }) => columnsOf(depths, [name])[0] ?? { from: 0, to: 0 });
  return {
    count: keys.length,
    depths,
    row: (row, depth, into, at) =>
      features.copy(keys[row] ?? '', columns[depth] ?? { from: 0, to: 0 }, into, at),
  };
}
