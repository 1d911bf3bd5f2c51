/**
 * A vector of the solver: a weight for each class and coordinate, and a bias for each class.
 *
 * The coordinates may be those of a basis that isn't orthogonal. So a vector carries its dual, the coordinates times the
 * basis's Gram matrix: the inner product of two is one's coordinates times the other's dual. Where the coordinates are
 * the weights themselves, both are one and the same array.
 */
export interface Vector {
  /** [classes, size], row by row, then the biases, [classes]. */
  readonly coordinates: Float32Array;
  /** The same shape; the biases are the same. */
  readonly dual: Float32Array;
}

/** @param plain whether the basis is orthonormal */
export function zeroVector(length: number, plain: boolean): Vector {
  const coordinates = new Float32Array(length);
  return { coordinates, dual: plain ? coordinates : new Float32Array(length) };
}

export function copyOf({ coordinates, dual }: Vector): Vector {
  const copy = coordinates.slice();
  return { coordinates: copy, dual: dual === coordinates ? copy : dual.slice() };
}

/** ⟨a, b⟩, summed in 64 bits, over the first `length` values: all, or without the biases. */
export function inner(a: Vector, b: Vector, length = a.coordinates.length): number {
  return dot(a.coordinates, b.dual, length);
}

/** target += factor · v, over the first `length` values: all, or without the biases. */
export function addScaled(target: Vector, factor: number, v: Vector, length = v.coordinates.length): void {
  axpy(target.coordinates, factor, v.coordinates, length);
  if (target.dual !== target.coordinates) axpy(target.dual, factor, v.dual, length);
}

export function scale({ coordinates, dual }: Vector, factor: number): void {
  for (let i = 0; i < coordinates.length; i++) coordinates[i] = (coordinates[i] ?? 0) * factor;
  if (dual !== coordinates) for (let i = 0; i < dual.length; i++) dual[i] = (dual[i] ?? 0) * factor;
}

/** Four sums at a time: a single one waits for each addition to end before it begins the next. */
function dot(a: Float32Array, b: Float32Array, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    s0 += (a[i] ?? 0) * (b[i] ?? 0);
    s1 += (a[i + 1] ?? 0) * (b[i + 1] ?? 0);
    s2 += (a[i + 2] ?? 0) * (b[i + 2] ?? 0);
    s3 += (a[i + 3] ?? 0) * (b[i + 3] ?? 0);
  }
  for (; i < length; i++) s0 += (a[i] ?? 0) * (b[i] ?? 0);
  return s0 + s1 + (s2 + s3);
}

function axpy(target: Float32Array, factor: number, v: Float32Array, length: number): void {
  for (let i = 0; i < length; i++) target[i] = (target[i] ?? 0) + factor * (v[i] ?? 0);
}
