/** Sums over points of several classes, from which means and covariances follow; those of a part can be taken away. */
export interface ClassMoments {
  /** Points of each class. */
  readonly counts: Float64Array;
  /** [classes, size]: sums of the points. */
  readonly sums: Float64Array;
  /** Lower triangle of the sum of x · xᵀ, row by row: size · (size + 1) / 2 values. */
  readonly squares: Float64Array;
}

/** @param points all of `size` values */
export function momentsOf(
  points: readonly Float32Array[],
  labels: ArrayLike<number>,
  classes: number,
  size: number,
): ClassMoments {
  const counts = new Float64Array(classes);
  const sums = new Float64Array(classes * size);
  const squares = new Float64Array((size * (size + 1)) / 2);
  points.forEach((point, n) => {
    const label = labels[n]!;
    counts[label]! += 1;
    for (let i = 0, at = 0; i < size; i++) {
      const x = point[i]!;
      sums[label * size + i]! += x;
      for (let j = 0; j <= i; j++, at++) squares[at]! += x * point[j]!;
    }
  });
  return { counts, sums, squares };
}

/** The moments of what is left of the points when a part of them is taken away. */
export const without = (all: ClassMoments, part: ClassMoments): ClassMoments => ({
  counts: all.counts.map((value, i) => value - part.counts[i]!),
  sums: all.sums.map((value, i) => value - part.sums[i]!),
  squares: all.squares.map((value, i) => value - part.squares[i]!),
});

/** The means of the classes that have points. */
export function classMeans({ counts, sums }: ClassMoments): readonly Float32Array[] {
  const size = sums.length / counts.length;
  return Array.from(counts).flatMap((count, c) =>
    count > 0 ? [Float32Array.from(sums.subarray(c * size, (c + 1) * size), (sum) => sum / count)] : [],
  );
}

/** Covariance of the points about 0, as a lower triangle. */
export function covarianceAboutZero({ counts, squares }: ClassMoments): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return squares.map((value) => value / total);
}

/** Covariance of what is left of the points without their class's mean, as a lower triangle. */
export function covarianceWithin({ counts, sums, squares }: ClassMoments): Float64Array {
  const size = sums.length / counts.length;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const within = squares.slice();
  counts.forEach((count, c) => {
    if (count === 0) return;
    for (let i = 0, at = 0; i < size; i++) {
      const mean = sums[c * size + i]! / count;
      for (let j = 0; j <= i; j++, at++) within[at]! -= mean * sums[c * size + j]!;
    }
  });
  return within.map((value) => value / total);
}
