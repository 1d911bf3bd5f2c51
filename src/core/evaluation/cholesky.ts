/** The lower triangle L of a covariance L · Lᵀ, row by row: size · (size + 1) / 2 values. */
export type Triangle = Float32Array;

const SMALLEST = 1e-6;

/**
 * The Cholesky factor of the rows' covariance about 0, which is drawn towards the same variance in all directions: with
 * fewer rows than columns it could not be inverted otherwise.
 * @param rows one or more, of the same length
 * @param shrinkage 0…1, how far it is drawn
 */
export function covarianceFactor(rows: readonly Float32Array[], shrinkage: number): Triangle {
  const size = rows[0]?.length ?? 0;
  const lower = new Float64Array((size * (size + 1)) / 2);
  let variance = 0;
  for (const row of rows)
    for (let i = 0, at = 0; i < size; i++) {
      const x = (row[i] ?? 0) / rows.length;
      variance += (x * (row[i] ?? 0)) / size;
      for (let j = 0; j <= i; j++, at++) lower[at] = (lower[at] ?? 0) + (1 - shrinkage) * x * (row[j] ?? 0);
    }
  // Where nothing varies, all directions are alike, and whatever varies is far.
  const floor = shrinkage * (variance || SMALLEST);
  for (let i = 0; i < size; i++) {
    const row = (i * (i + 1)) / 2;
    lower[row + i] = (lower[row + i] ?? 0) + floor;
    for (let j = 0; j <= i; j++) {
      const other = (j * (j + 1)) / 2;
      let sum = lower[row + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (lower[row + k] ?? 0) * (lower[other + k] ?? 0);
      lower[row + j] = i === j ? Math.sqrt(sum) : sum / (lower[other + j] ?? 1);
    }
  }
  return Float32Array.from(lower);
}

/** L⁻¹ · x, by forward substitution: its squared length is x's squared Mahalanobis distance from 0. */
export function whiten(lower: Triangle, x: Float32Array): Float32Array {
  const out = new Float32Array(x.length);
  for (let i = 0, at = 0; i < x.length; i++) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k++, at++) sum -= (lower[at] ?? 0) * (out[k] ?? 0);
    out[i] = sum / (lower[at++] ?? 1);
  }
  return out;
}
