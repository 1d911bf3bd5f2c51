import type { BatchMetrics, EpochMetrics } from '../../core/training/run.ts';

/** Columns of a curve, as the chart wants them: equally long, null where a line has no value. */
export interface CurveData {
  /** Epochs finished; the last may be a fraction, the running epoch so far. */
  readonly epochs: readonly number[];
  readonly training: readonly (number | null)[];
  readonly validation: readonly (number | null)[];
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** The columns of accuracy (0…100 %) or loss (nats) of a history and the running epoch. */
export function curveData(
  metric: 'accuracy' | 'loss',
  history: readonly EpochMetrics[],
  batch: BatchMetrics | null,
): CurveData {
  const factor = metric === 'accuracy' ? 100 : 1;
  const scaled = (value: number | null) => (value === null ? null : finite(value * factor));
  const epochs = history.map((metrics) => metrics.epoch);
  const training = history.map((metrics) => scaled(metrics[metric]));
  const validation = history.map((metrics) =>
    scaled(metric === 'accuracy' ? metrics.validationAccuracy : metrics.validationLoss),
  );
  // A batch told late, after its epoch, would bend the line backwards.
  if (batch !== null && batch.progress > (epochs.at(-1) ?? 0)) {
    epochs.push(batch.progress);
    training.push(scaled(batch[metric]));
    validation.push(null);
  }
  return { epochs, training, validation };
}

/** The last place where a line has a value, or null. */
export function lastPoint(
  epochs: readonly number[],
  values: readonly (number | null | undefined)[],
): { readonly epoch: number; readonly value: number } | null {
  for (let i = values.length - 1; i >= 0; i--) {
    const epoch = epochs[i];
    const value = values[i];
    if (epoch !== undefined && value !== null && value !== undefined) return { epoch, value };
  }
  return null;
}
