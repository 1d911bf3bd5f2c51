/** For each row its nearest rows, itself first at distance 0, as UMAP counts them. */
export interface NearestToEach {
  readonly indices: number[][];
  /** Euclidean, rising. */
  readonly distances: number[][];
}

/**
 * The nearest rows to each row, exactly: every pair is compared, O(rows² · length). Ties go to the row that comes first.
 * @param values rows · length
 * @param count how many with the row itself, at most as many as there are rows
 * @param pause awaited between rows: where to rest, and to stop by throwing
 */
export async function nearestToEach(
  values: Float64Array,
  length: number,
  count: number,
  pause: () => Promise<void> = async () => {},
): Promise<NearestToEach> {
  const rows = values.length / length;
  const indices: number[][] = [];
  const distances: number[][] = [];
  for (let i = 0; i < rows; i++) {
    // Itself goes in first, so that an equal row can't take its place.
    const near = [i];
    const far = [0];
    for (let j = 0; j < rows; j++) {
      if (j === i) continue;
      const limit = near.length < count ? Number.POSITIVE_INFINITY : (far.at(-1) ?? 0);
      const squared = squaredDistance(values, i * length, j * length, length, limit);
      if (squared >= limit) continue;
      if (near.length === count) {
        near.pop();
        far.pop();
      }
      let at = near.length;
      while (at > 1 && far[at - 1]! > squared) at--;
      near.splice(at, 0, j);
      far.splice(at, 0, squared);
    }
    indices.push(near);
    distances.push(far.map(Math.sqrt));
    await pause();
  }
  return { indices, distances };
}

/** Leaves off where the distance is beyond the limit already. */
function squaredDistance(values: Float64Array, a: number, b: number, length: number, limit: number): number {
  let sum = 0;
  for (let j = 0; j < length; j++) {
    const difference = values[a + j]! - values[b + j]!;
    sum += difference * difference;
    if (sum >= limit) return sum;
  }
  return sum;
}
