import type { EpochMetrics } from '../training/run.ts';

/**
 * The epoch with the highest validation accuracy; of equals the one with the lower validation loss, then the earlier.
 * Null where nothing was validated.
 */
export function bestEpoch(history: readonly EpochMetrics[]): EpochMetrics | null {
  let best: EpochMetrics | null = null;
  for (const metrics of history) {
    if (metrics.validationAccuracy === null) continue;
    const gain = metrics.validationAccuracy - (best?.validationAccuracy ?? -1);
    const lossGain =
      (best?.validationLoss ?? Number.POSITIVE_INFINITY) -
      (metrics.validationLoss ?? Number.POSITIVE_INFINITY);
    if (gain > 0 || (gain === 0 && lossGain > 0)) best = metrics;
  }
  return best;
}
