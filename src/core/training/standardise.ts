/** Mean and spread of each feature over the training photos. */
export interface Standardisation {
  readonly mean: Float32Array;
  /** 1 / standard deviation; 0 where a feature never changes, which takes it out. */
  readonly inverseDeviation: Float32Array;
}

/**
 * @param rows photos · length values
 * @param length values a photo
 */
export function fitStandardisation(rows: Float32Array, length: number): Standardisation {
  const count = rows.length / length;
  const sum = new Float64Array(length);
  const mean = new Float32Array(length);
  const inverseDeviation = new Float32Array(length);
  for (let at = 0; at < rows.length; at += length)
    for (let j = 0; j < length; j++) sum[j] = (sum[j] ?? 0) + (rows[at + j] ?? 0);
  for (let j = 0; j < length; j++) mean[j] = (sum[j] ?? 0) / count;
  sum.fill(0);
  for (let at = 0; at < rows.length; at += length)
    for (let j = 0; j < length; j++) sum[j] = (sum[j] ?? 0) + ((rows[at + j] ?? 0) - (mean[j] ?? 0)) ** 2;
  for (let j = 0; j < length; j++) {
    const deviation = Math.sqrt((sum[j] ?? 0) / count);
    // Below float32's resolution of the mean it is rounding, not variation.
    inverseDeviation[j] = deviation > 1e-6 * Math.max(1, Math.abs(mean[j] ?? 0)) ? 1 / deviation : 0;
  }
  return { mean, inverseDeviation };
}

/** (row − mean) / deviation, as a new array with a column of ones at the end of each row: the bias's input. */
export function standardise(rows: Float32Array, { mean, inverseDeviation }: Standardisation): Float32Array {
  const length = mean.length;
  const count = rows.length / length;
  const out = new Float32Array(count * (length + 1));
  for (let i = 0; i < count; i++) {
    const from = i * length;
    const to = i * (length + 1);
    for (let j = 0; j < length; j++)
      out[to + j] = ((rows[from + j] ?? 0) - (mean[j] ?? 0)) * (inverseDeviation[j] ?? 0);
    out[to + length] = 1;
  }
  return out;
}
