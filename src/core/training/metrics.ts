/** Sums over photos, from which means are taken. */
export interface MetricSums {
  readonly count: number;
  /** Cross-entropy with the labels, smoothed as it was asked for, nats. */
  readonly loss: number;
  readonly correct: number;
}

/** Probabilities below this count as this, so that one photo can't make the mean infinite (Keras uses the same). */
const SMALLEST = 1e-7;

export const noMetrics: MetricSums = { count: 0, loss: 0, correct: 0 };

/**
 * Cross-entropy and hits of predicted probabilities.
 * @param probabilities labels.length · classes values
 * @param smoothing share of a label that is spread evenly over all classes, as training does it: the loss that it lowers
 * @param before sums of earlier photos, gone on with: in parts it is to the last bit what it is in one
 */
export function sumMetrics(
  probabilities: Float32Array,
  labels: ArrayLike<number>,
  smoothing = 0,
  before: MetricSums = noMetrics,
): MetricSums {
  const classes = probabilities.length / labels.length;
  let { loss, correct } = before;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    const row = probabilities.subarray(i * classes, (i + 1) * classes);
    loss += (1 - smoothing) * surprise(row[label]);
    if (smoothing > 0) loss += smoothing * (row.reduce((sum, p) => sum + surprise(p), 0) / classes);
    if (argmax(row) === label) correct++;
  }
  return { count: before.count + labels.length, loss, correct };
}

const surprise = (probability: number | undefined): number => -Math.log(Math.max(SMALLEST, probability ?? 0));

/** The index of the largest value, the first of equals. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
