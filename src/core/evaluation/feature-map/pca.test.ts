import { expect, test } from 'vitest';
import { type Random, seededRandom } from '../../random.ts';
import { principalComponents } from './pca.ts';

/** Standard normal, by Box & Muller (1958). */
const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Rows whose features have these deviations, then mixed by a rotation of each pair of neighbours. */
function drawRows(count: number, deviations: readonly number[], random: Random): Float32Array[] {
  const angles = deviations.map(() => random() * Math.PI);
  return Array.from({ length: count }, () => {
    const row = Float64Array.from(deviations, (deviation) => deviation * normal(random));
    for (const [i, angle] of angles.entries()) {
      const j = (i + 1) % row.length;
      const [x, y] = [row[i] ?? 0, row[j] ?? 0];
      row[i] = Math.cos(angle) * x - Math.sin(angle) * y + 3;
      row[j] = Math.sin(angle) * x + Math.cos(angle) * y;
    }
    return Float32Array.from(row);
  });
}

/** The covariance as it is defined, in 64 bits. */
function covariance(rows: readonly Float32Array[]): number[][] {
  const length = rows[0]?.length ?? 0;
  const indices = Array.from({ length }, (_, i) => i);
  const mean = indices.map((i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length);
  return indices.map((i) =>
    indices.map(
      (j) =>
        rows.reduce(
          (sum, row) => sum + ((row[i] ?? 0) - (mean[i] ?? 0)) * ((row[j] ?? 0) - (mean[j] ?? 0)),
          0,
        ) /
        (rows.length - 1),
    ),
  );
}

const inner = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

/** The leading eigenvectors one by one: power iteration, then deflation. */
function powerIteration(matrix: number[][], count: number): { value: number; vector: number[] }[] {
  const left = matrix.map((row) => [...row]);
  return Array.from({ length: count }, () => {
    let vector = left.map((_, i) => 1 / (i + 1));
    for (let i = 0; i < 3000; i++) {
      const product = left.map((row) => inner(row, vector));
      const norm = Math.sqrt(inner(product, product));
      vector = product.map((value) => value / norm);
    }
    const value = inner(
      vector,
      left.map((row) => inner(row, vector)),
    );
    for (const [i, row] of left.entries())
      for (const j of row.keys()) row[j] = (row[j] ?? 0) - value * (vector[i] ?? 0) * (vector[j] ?? 0);
    return { value, vector };
  });
}

test('four points on a cross: the variances and directions of the closed form', async () => {
  const rows = [
    [3, 0],
    [-3, 0],
    [0, 1],
    [0, -1],
  ].map((row) => Float32Array.from(row, (value) => value + 5));
  const pca = await principalComponents(rows, { count: 2, random: seededRandom(1) });
  expect([...pca.mean]).toEqual([5, 5]);
  expect(pca.variances[0]).toBeCloseTo(18 / 3, 12);
  expect(pca.variances[1]).toBeCloseTo(2 / 3, 12);
  expect(pca.totalVariance).toBeCloseTo(20 / 3, 12);
  expect([...pca.directions].map(Math.abs)).toEqual([1, 0, 0, 1].map((value) => expect.closeTo(value, 12)));
});

test('agrees with power iteration on the covariance', async () => {
  const rows = drawRows(300, [9, 6, 4, 2.5, 1.5, ...Array(45).fill(0.3)], seededRandom('rows'));
  const pca = await principalComponents(rows, { count: 5, random: seededRandom(2), iterations: 8 });
  for (const [i, { value, vector }] of powerIteration(covariance(rows), 5).entries()) {
    expect(pca.variances[i]).toBeCloseTo(value, 6);
    const direction = pca.directions.subarray(i * 50, (i + 1) * 50);
    expect(Math.abs(inner(direction, vector))).toBeCloseTo(1, 6);
  }
});

test('directions are orthonormal, scores have the variances and are uncorrelated, three products are enough', async () => {
  const rows = drawRows(200, [5, 4, 3, ...Array(57).fill(0.5)], seededRandom('more'));
  const pca = await principalComponents(rows, { count: 3, random: seededRandom(3) });
  const scores = rows.map((_, i) => Float32Array.from(pca.scores.subarray(i * 3, i * 3 + 3)));
  const between = covariance(scores);
  const exact = powerIteration(covariance(rows), 3);
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++) {
      const directions = [i, j].map((c) => pca.directions.subarray(c * 60, (c + 1) * 60));
      expect(inner(directions[0] ?? [], directions[1] ?? [])).toBeCloseTo(i === j ? 1 : 0, 12);
      expect(between[i]?.[j]).toBeCloseTo(i === j ? (pca.variances[i] ?? 0) : 0, 4);
      expect((pca.variances[i] ?? 0) / (exact[i]?.value ?? 1)).toBeCloseTo(1, 3);
    }
  const total = covariance(rows).reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  expect(pca.totalVariance).toBeCloseTo(total, 6);
  expect(pca.variances.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(pca.totalVariance);
});

test('the same seed gives the same components; fewer rows than components give fewer', async () => {
  const rows = drawRows(6, Array(20).fill(1), seededRandom('few'));
  const [one, other] = await Promise.all(
    [7, 7].map((seed) => principalComponents(rows, { count: 30, random: seededRandom(seed) })),
  );
  expect(one).toEqual(other);
  expect(one?.count).toBe(6);
  // Six centred rows lie in five dimensions.
  expect(one?.variances[5]).toBeCloseTo(0, 10);
  expect(one?.variances.reduce((sum, value) => sum + value, 0)).toBeCloseTo(one?.totalVariance ?? 0, 8);
});

test('rows that are all alike, or one alone, have no variance', async () => {
  for (const count of [1, 4]) {
    const rows = Array.from({ length: count }, () => Float32Array.of(1, 2, 3));
    const pca = await principalComponents(rows, { count: 2, random: seededRandom(1) });
    expect([...pca.scores].every((score) => score === 0)).toBe(true);
  }
});
