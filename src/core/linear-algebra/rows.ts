/* Matrices in 64 bits, rows one after another. */

/** Inner product of a stretch of each. */
export function dot(a: Float64Array, atA: number, b: Float64Array, atB: number, length: number): number {
  // Four sums at a time: a single one waits for each addition to end before it begins the next.
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let j = 0;
  for (; j + 3 < length; j += 4) {
    s0 += a[atA + j]! * b[atB + j]!;
    s1 += a[atA + j + 1]! * b[atB + j + 1]!;
    s2 += a[atA + j + 2]! * b[atB + j + 2]!;
    s3 += a[atA + j + 3]! * b[atB + j + 3]!;
  }
  for (; j < length; j++) s0 += a[atA + j]! * b[atB + j]!;
  return s0 + s1 + (s2 + s3);
}

/** a += factor · b, over stretches of both. */
export function addTo(
  a: Float64Array,
  atA: number,
  b: Float64Array,
  atB: number,
  factor: number,
  length: number,
): void {
  for (let j = 0; j < length; j++) a[atA + j]! += factor * b[atB + j]!;
}

/**
 * Gram–Schmidt over the rows, in place, each twice: once is not enough where they nearly depend on each other
 * (Giraud et al. 2005). A row that depends on those before it becomes zero.
 * @param rows count · length
 */
export function orthonormalise(rows: Float64Array, count: number, length: number): void {
  for (let i = 0; i < count; i++) {
    const at = i * length;
    for (let pass = 0; pass < 2; pass++)
      for (let j = 0; j < i; j++) {
        const other = j * length;
        addTo(rows, at, rows, other, -dot(rows, at, rows, other, length), length);
      }
    const norm = Math.sqrt(dot(rows, at, rows, at, length));
    for (let j = at; j < at + length; j++) rows[j] = norm > 1e-12 ? rows[j]! / norm : 0;
  }
}

/** The first `kept` rows of `left` (size · size) times `right` (size · columns). */
export function leadingRows(
  left: Float64Array,
  kept: number,
  size: number,
  right: Float64Array,
  columns: number,
): Float64Array {
  const result = new Float64Array(kept * columns);
  for (let i = 0; i < kept; i++)
    for (let j = 0; j < size; j++)
      addTo(result, i * columns, right, j * columns, left[i * size + j]!, columns);
  return result;
}
