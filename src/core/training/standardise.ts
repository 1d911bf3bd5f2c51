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
  return standardisationOf(
    Array.from({ length: rows.length / length }, (_, i) => rows.subarray(i * length, (i + 1) * length)),
  );
}

/** @param rows one or more, of the same length; gone through twice, and each may lie where the one before did */
export function standardisationOf(rows: Iterable<Float32Array>): Standardisation {
  let sum = new Float64Array();
  let count = 0;
  for (const row of rows) {
    if (count++ === 0) sum = new Float64Array(row.length);
    for (let j = 0; j < row.length; j++) sum[j]! += row[j]!;
  }
  const mean = Float32Array.from(sum, (total) => total / count);
  const inverseDeviation = new Float32Array(sum.length);
  sum.fill(0);
  for (const row of rows) for (let j = 0; j < row.length; j++) sum[j]! += (row[j]! - mean[j]!) ** 2;
  for (let j = 0; j < sum.length; j++) {
    const deviation = Math.sqrt(sum[j]! / count);
    // Below float32's resolution of the mean it is rounding, not variation.
    inverseDeviation[j] = deviation > 1e-6 * Math.max(1, Math.abs(mean[j]!)) ? 1 / deviation : 0;
  }
  return { mean, inverseDeviation };
}

/** (row − mean) / deviation, as a new array with a column of ones at the end of each row: the bias's input. */
export function standardise(rows: Float32Array, scale: Standardisation): Float32Array {
  const length = scale.mean.length;
  const count = rows.length / length;
  const out = new Float32Array(count * (length + 1));
  for (let i = 0; i < count; i++)
    standardiseRow(rows.subarray(i * length, (i + 1) * length), scale, out, i * (length + 1));
  return out;
}

/** Writes one standardised row and a one after it. */
export function standardiseRow(
  row: Float32Array,
  { mean, inverseDeviation }: Standardisation,
  out: Float32Array,
  at: number,
): void {
  for (let j = 0; j < row.length; j++) out[at + j] = (row[j]! - mean[j]!) * inverseDeviation[j]!;
  out[at + row.length] = 1;
}
