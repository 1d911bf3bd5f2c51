/** Sums over photos, from which means are taken. */
export interface MetricSums {
  count: number;
  /** Cross-entropy, nats. */
  loss: number;
  correct: number;
}

/** Probabilities below this count as this, so that one photo can't make the mean infinite (Keras uses the same). */
const SMALLEST = 1e-7;

/**
 * Cross-entropy and hits of predicted probabilities.
 * @param probabilities labels.length · classes values
 */
export function sumMetrics(probabilities: Float32Array, labels: ArrayLike<number>): MetricSums {
  const classes = probabilities.length / labels.length;
  const sums = { count: labels.length, loss: 0, correct: 0 };
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? 0;
    sums.loss -= Math.log(Math.max(SMALLEST, probabilities[i * classes + label] ?? 0));
    if (argmax(probabilities.subarray(i * classes, (i + 1) * classes)) === label) sums.correct++;
  }
  return sums;
}

/** The index of the largest value, the first of equals. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}
