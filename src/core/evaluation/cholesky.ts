/** The lower triangle L of a covariance L · Lᵀ, row by row: size · (size + 1) / 2 values. */
export type Triangle = Float32Array;

const SMALLEST = 1e-6;

/**
 * The Cholesky factor of a covariance that is drawn towards the same variance in all directions: of fewer rows than columns
 * it could not be inverted otherwise.
 * @param covariance its lower triangle, row by row; overwritten
 * @param size columns
 * @param shrinkage 0…1, how far it is drawn
 */
export function covarianceFactor(covariance: Float64Array, size: number, shrinkage: number): Triangle {
  let variance = 0;
  for (let i = 0, at = 0; i < size; i++, at += i + 1) variance += covariance[at]! / size;
  // Where nothing varies, all directions are alike, and whatever varies is far.
  const floor = shrinkage * (variance || SMALLEST);
  const lower = covariance;
  for (let at = 0; at < lower.length; at++) lower[at] = (1 - shrinkage) * lower[at]!;
  for (let i = 0; i < size; i++) {
    const row = (i * (i + 1)) / 2;
    lower[row + i]! += floor;
    for (let j = 0; j <= i; j++) {
      const other = (j * (j + 1)) / 2;
      let sum = lower[row + j]!;
      for (let k = 0; k < j; k++) sum -= lower[row + k]! * lower[other + k]!;
      lower[row + j] = i === j ? Math.sqrt(sum) : sum / lower[other + j]!;
    }
  }
  return Float32Array.from(lower);
}

/** L⁻¹ · x, by forward substitution: its squared length is x's squared Mahalanobis distance from 0. */
export function whiten(lower: Triangle, x: Float32Array): Float32Array {
  const out = new Float32Array(x.length);
  for (let i = 0, at = 0; i < x.length; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++, at++) sum -= lower[at]! * out[k]!;
    out[i] = sum / lower[at++]!;
  }
  return out;
}
