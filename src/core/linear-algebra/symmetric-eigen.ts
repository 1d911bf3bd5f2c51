export interface Eigen {
  /** From the largest. */
  readonly values: Float64Array;
  /** Row i is the unit eigenvector of value i, size · size. */
  readonly vectors: Float64Array;
}

/** Each sweep squares the error once it is small; a dozen are enough for any size that is asked for here. */
const MOST_SWEEPS = 50;

/**
 * All eigenvalues and eigenvectors of a symmetric matrix, by cyclic Jacobi rotations.
 * Source: Golub & Van Loan, "Matrix Computations", 4th ed., algorithms 8.5.2 and 8.5.3. O(size³) a sweep.
 * @param matrix size · size, rows one after another; it is left as it is
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  const scale = a.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a, size) > 1e-28 * scale; sweep++)
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q);
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => a[j * size + j]! - a[i * size + i]!);
  const sorted = new Float64Array(size * size);
  for (const [to, from] of order.entries())
    sorted.set(vectors.subarray(from * size, (from + 1) * size), to * size);
  return { values: Float64Array.from(order, (i) => a[i * size + i]!), vectors: sorted };
}

/** Sum of squares above the diagonal. */
function offDiagonal(a: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) sum += a[i * size + j]! ** 2;
  return sum;
}

/** One rotation, after which a(p, q) is zero. */
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q]!;
  if (apq === 0) return;
  const tau = (a[q * size + q]! - a[p * size + p]!) / (2 * apq);
  const tangent = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  const mix = (values: Float64Array, at: number, other: number) => {
    const x = values[at]!;
    const y = values[other]!;
    values[at] = cosine * x - sine * y;
    values[other] = sine * x + cosine * y;
  };
  for (let k = 0; k < size; k++) mix(a, k * size + p, k * size + q);
  for (let k = 0; k < size; k++) mix(a, p * size + k, q * size + k);
  for (let k = 0; k < size; k++) mix(vectors, p * size + k, q * size + k);
}
