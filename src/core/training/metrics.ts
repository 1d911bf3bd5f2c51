/** Sums over photos, from which means are taken. */
export interface MetricSums {
  readonly count: number;
  /** Cross-entropy, nats. */
  readonly loss: number;
  readonly correct: number;
}

/** Probabilities below this count as this, so that one photo can't make the mean infinite (Keras uses the same). */
const SMALLEST = 1e-7;

export const noMetrics: MetricSums = { count: 0, loss: 0, correct: 0 };

/**
 * Cross-entropy and hits of predicted probabilities.
 * @param probabilities labels.length · classes values
 * @param before sums of earlier photos, gone on with: in parts it is to the last bit what it is in one
 */
export function sumMetrics(
  probabilities: Float32Array,
  labels: ArrayLike<number>,
  before: MetricSums = noMetrics,
): MetricSums {
  const classes = probabilities.length / labels.length;
  let { loss, correct } = before;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? 0;
    loss -= Math.log(Math.max(SMALLEST, probabilities[i * classes + label] ?? 0));
    if (argmax(probabilities.subarray(i * classes, (i + 1) * classes)) === label) correct++;
  }
  return { count: before.count + labels.length, loss, correct };
}

/** The index of the largest value, the first of equals. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}
