/**
 * A vector of the solver: a weight for each class and coordinate, and a bias for each class.
 *
 * The coordinates may be those of a basis that isn't orthonormal. So a vector carries its dual, the coordinates times the
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

/** ⟨a, b⟩, summed in 64 bits, over the first `length` values: all, or without the biases. */
export function inner(a: Vector, b: Vector, length = a.coordinates.length): number {
  const { coordinates } = a;
  const { dual } = b;
  // Four sums at a time: a single one waits for each addition to end before it begins the next.
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < length; i += 4) {
    s0 += coordinates[i]! * dual[i]!;
    s1 += coordinates[i + 1]! * dual[i + 1]!;
    s2 += coordinates[i + 2]! * dual[i + 2]!;
    s3 += coordinates[i + 3]! * dual[i + 3]!;
  }
  for (; i < length; i++) s0 += coordinates[i]! * dual[i]!;
  return s0 + s1 + (s2 + s3);
}

/** target = a · target + b · v, over the first `length` values: all, or without the biases. */
export function blend(target: Vector, a: number, b: number, v: Vector, length = v.coordinates.length): void {
  blendValues(target.coordinates, a, b, v.coordinates, length);
  if (target.dual !== target.coordinates) blendValues(target.dual, a, b, v.dual, length);
}

function blendValues(target: Float32Array, a: number, b: number, v: Float32Array, length: number): void {
  for (let i = 0; i < length; i++) target[i] = a * target[i]! + b * v[i]!;
}

export function scaleBy({ coordinates, dual }: Vector, factor: number): void {
  for (let i = 0; i < coordinates.length; i++) coordinates[i]! *= factor;
  if (dual !== coordinates) for (let i = 0; i < dual.length; i++) dual[i]! *= factor;
}

/** A vector and how much of it. */
export interface Term {
  readonly factor: number;
  readonly vector: Vector;
}

/** target = the sum of terms; none of them may be the target itself. */
export function combine(target: Vector, terms: readonly Term[]): void {
  combineValues(
    target.coordinates,
    terms.map(({ factor, vector }) => ({ factor, values: vector.coordinates })),
  );
  if (target.dual === target.coordinates) return;
  combineValues(
    target.dual,
    terms.map(({ factor, vector }) => ({ factor, values: vector.dual })),
  );
}

/** Four at a time, since writing the target costs as much as the arithmetic. */
function combineValues(
  target: Float32Array,
  terms: readonly { readonly factor: number; readonly values: Float32Array }[],
): void {
  const nothing = { factor: 0, values: target };
  target.fill(0);
  for (let at = 0; at < terms.length; at += 4) {
    const [t0 = nothing, t1 = nothing, t2 = nothing, t3 = nothing] = terms.slice(at, at + 4);
    addFour(target, t0.factor, t0.values, t1.factor, t1.values, t2.factor, t2.values, t3.factor, t3.values);
  }
}

function addFour(
  target: Float32Array,
  f0: number,
  v0: Float32Array,
  f1: number,
  v1: Float32Array,
  f2: number,
  v2: Float32Array,
  f3: number,
  v3: Float32Array,
): void {
  for (let i = 0; i < target.length; i++)
    target[i] = target[i]! + (f0 * v0[i]! + f1 * v1[i]! + (f2 * v2[i]! + f3 * v3[i]!));
}
