/** A row and how near it is. */
export interface NearRow {
  /** Index of the row. */
  readonly index: number;
  /** Cosine of the angle to the query, −1…1; 0 where one of the two is all zeros. */
  readonly similarity: number;
}

/**
 * The rows that point most nearly in a query's direction, the nearest first; of equally near ones the earlier.
 * O(rows · features).
 * @param rows of the query's length
 * @param count as many as that, or all
 */
export function nearestRows(
  query: Float32Array,
  rows: readonly Float32Array[],
  count: number,
): readonly NearRow[] {
  return rows
    .map((row, index) => ({ index, similarity: cosine(query, row) }))
    .sort((a, b) => b.similarity - a.similarity || a.index - b.index)
    .slice(0, count);
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [product, ofA, ofB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    product += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  const norm = Math.sqrt(ofA * ofB);
  return norm > 0 ? product / norm : 0;
}
