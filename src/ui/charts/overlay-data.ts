import { largest } from '../../core/extremes.ts';
import type { EpochMetrics } from '../../core/training/run.ts';

/** A run's line among others. */
export interface OverlayRun {
  readonly id: string;
  readonly name: string;
  readonly history: readonly EpochMetrics[];
}

/** Columns for the chart: the epochs of the longest run, and one column a run, null where it has no value. */
export interface OverlayData {
  readonly epochs: readonly number[];
  readonly lines: readonly (readonly (number | null)[])[];
}

/** Accuracy on unseen photos (0…100 %) or loss (nats) of several runs over their epochs. */
export function overlayData(metric: 'accuracy' | 'loss', runs: readonly OverlayRun[]): OverlayData {
  const last = largest(
    runs.map(({ history }) => history.at(-1)?.epoch ?? 0),
    0,
  );
  const epochs = Array.from({ length: last }, (_, index) => index + 1);
  const lines = runs.map(({ history }) => {
    const byEpoch = new Map(history.map((metrics) => [metrics.epoch, metrics]));
    return epochs.map((epoch) => {
      const metrics = byEpoch.get(epoch);
      const value = metric === 'accuracy' ? metrics?.validationAccuracy : metrics?.validationLoss;
      if (value === null || value === undefined || !Number.isFinite(value)) return null;
      return metric === 'accuracy' ? 100 * value : value;
    });
  });
  return { epochs, lines };
}

/**
 * Moves labels apart that would lie on each other: in their order, each at least `distance` below the one before, and
 * none below `bottom` as long as all fit.
 * @param centres pixels from the top, in any order; null: no label
 */
export function stackLabels(
  centres: readonly (number | null)[],
  distance: number,
  bottom: number,
): readonly (number | null)[] {
  const order = centres
    .flatMap((centre, index) => (centre === null ? [] : [{ centre, index }]))
    .sort((a, b) => a.centre - b.centre);
  const placed: (number | null)[] = centres.map(() => null);
  let free = Number.NEGATIVE_INFINITY;
  for (const { centre, index } of order) {
    const at = Math.max(centre, free);
    placed[index] = at;
    free = at + distance;
  }
  let limit = bottom;
  for (const { index } of order.toReversed()) {
    const at = Math.min(placed[index] ?? limit, limit);
    placed[index] = at;
    limit = at - distance;
  }
  return placed;
}
