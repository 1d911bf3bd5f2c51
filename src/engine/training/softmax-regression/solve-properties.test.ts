import { setBackend } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import {
  foldsInTurn,
  inTurn,
  type Made,
  madeAtDepths,
  rawRow,
  solve,
} from '../../../../test-support/engine/training/softmax-regression/made-source.ts';
import { symmetricEigen } from '../../../core/linear-algebra/symmetric-eigen.ts';
import { seededRandom, shuffle } from '../../../core/random.ts';
import { predictProbabilities } from '../../../core/training/head.ts';
import { argmax } from '../../../core/training/metrics.ts';
import { someRows } from './feature-source.ts';
import type { SolvedHead } from './solve-head.ts';

beforeAll(async () => {
  await startRuntime();
});

const CLASSES = 3;
const problem = fc.record({
  seed: fc.nat(),
  rows: fc.integer({ min: 9, max: 45 }),
  columns: fc.integer({ min: 3, max: 25 }),
  penalty: fc.constantFrom(1, 0.1, 0.01),
});
const runs = { numRuns: 12 };

const example = (seed: number, rows: number, columns: number): Made =>
  madeAtDepths(
    seed,
    inTurn(rows, CLASSES),
    [(label, column) => (column === label ? 1.5 : 0), (label) => 0.3 * label],
    columns,
  );

/** Of all rows, one after another. */
const answers = (made: Made, { head }: SolvedHead): number[] =>
  Array.from(made.labels, (_, row) => [...predictProbabilities([head], rawRow(made, row))]).flat();

const alike = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 3));

/** What a penalty's square is taken of in the space of the weights: damped rows are the rows times this, [columns, columns]. */
function dampingMap(rows: readonly (readonly number[])[], columns: number): Float64Array {
  const scatter = new Float64Array(columns * columns);
  for (const row of rows)
    row.forEach((a, i) => {
      row.forEach((b, j) => {
        scatter[i * columns + j] = (scatter[i * columns + j] ?? 0) + a * b;
      });
    });
  const { values, vectors } = symmetricEigen(scatter, columns);
  const there = values.slice(0, 40).filter((value) => value > 1e-4 * (values[0] ?? 0)).length;
  const count = Math.min(32, Math.floor(there / 2));
  const kept = values.map((value, k) => (k < count ? Math.sqrt((values[count] ?? 0) / value) : 1));
  const sum = (of: Float64Array) => of.reduce((total, value) => total + value, 0);
  const scale = sum(values) / sum(values.map((value, k) => value * (kept[k] ?? 0)));
  return Float64Array.from({ length: columns * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    return kept.reduce(
      (total, share, k) =>
        total + Math.sqrt(scale * share) * (vectors[k * columns + i] ?? 0) * (vectors[k * columns + j] ?? 0),
      0,
    );
  });
}

/**
 * Length of the objective's gradient from its definition, in 64 bits, as a share of that at the start. At the optimum the
 * weights of damped rows, v, have D · Xᵀ · errors + penalty · v = 0, and the head's are w = D · v: so D² · Xᵀ · errors +
 * penalty · w = 0.
 */
function gradientLeft(made: Made, { head }: SolvedHead, penalty: number): number {
  const rows = Array.from(made.labels, (_, row) => rawRow(made, row));
  const columns = rows[0]?.length ?? 0;
  const width = columns / made.source.depths.length;
  const standard = Array.from({ length: columns }, (_, j) => {
    const mean = rows.reduce((sum, row) => sum + (row[j] ?? 0), 0) / rows.length;
    const variance = rows.reduce((sum, row) => sum + ((row[j] ?? 0) - mean) ** 2, 0) / rows.length;
    return { mean, scale: Math.sqrt(variance * width * made.source.depths.length) };
  });
  const scaled = rows.map((row) => standard.map(({ mean, scale }, j) => ((row[j] ?? 0) - mean) / scale));
  const damping = dampingMap(scaled, columns);
  const damped = (vector: readonly number[]) =>
    vector.map((_, i) => vector.reduce((sum, value, j) => sum + (damping[i * columns + j] ?? 0) * value, 0));
  const norm = (probabilities: (row: Float32Array) => ArrayLike<number>, share: number) => {
    let square = 0;
    const errors = rows.map((row, i) => {
      const p = probabilities(row);
      return Array.from({ length: CLASSES }, (_, c) => (p[c] ?? 0) - (made.labels[i] === c ? 1 : 0));
    });
    for (let c = 0; c < CLASSES; c++) {
      square += errors.reduce((sum, of) => sum + (of[c] ?? 0), 0) ** 2;
      const slopes = standard.map((_, j) =>
        errors.reduce((sum, of, i) => sum + (of[c] ?? 0) * (scaled[i]?.[j] ?? 0), 0),
      );
      damped(damped(slopes)).forEach((slope, j) => {
        const weight = (head.kernel[j * CLASSES + c] ?? 0) * (standard[j]?.scale ?? 0);
        square += (slope + share * penalty * weight) ** 2;
      });
    }
    return Math.sqrt(square);
  };
  const counts = Array.from(
    { length: CLASSES },
    (_, c) => made.labels.filter((label) => label === c).length / rows.length,
  );
  return norm((row) => predictProbabilities([head], row), 1) / norm(() => counts, 0);
}

test('the gradient of the objective vanishes', async () => {
  await fc.assert(
    fc.asyncProperty(problem, async ({ seed, rows, columns, penalty }) => {
      const made = example(seed, rows, columns);
      const solved = await solve(made, { classes: CLASSES, penalty });
      expect(solved.converged).toBe(true);
      expect(gradientLeft(made, solved, penalty)).toBeLessThan(1e-4);
    }),
    runs,
  );
});

test('the order of photos, classes and depths makes no difference', async () => {
  await fc.assert(
    fc.asyncProperty(problem, async ({ seed, rows, columns, penalty }) => {
      const made = example(seed, rows, columns);
      const plain = answers(made, await solve(made, { classes: CLASSES, penalty }));
      const order = shuffle([...made.labels.keys()], seededRandom(seed));
      const mixed = {
        source: someRows(made.source, order),
        labels: Int32Array.from(order, (row) => made.labels[row] ?? 0),
      };
      const { head } = await solve(mixed, { classes: CLASSES, penalty });
      expect(answers(made, { head } as SolvedHead)).toEqual(alike(plain));

      const renamed = { ...made, labels: made.labels.map((label) => CLASSES - 1 - label) };
      const turned = answers(made, await solve(renamed, { classes: CLASSES, penalty }));
      expect(turned.map((_, i) => turned[i - (i % CLASSES) + CLASSES - 1 - (i % CLASSES)])).toEqual(
        alike(plain),
      );

      const [a, b] = made.source.depths;
      if (!a || !b) return;
      const swapped: Made = {
        ...made,
        source: {
          ...made.source,
          depths: [b, a],
          row: (row, depth, into, at) => made.source.row(row, 1 - depth, into, at),
        },
      };
      expect(answers(swapped, await solve(swapped, { classes: CLASSES, penalty }))).toEqual(alike(plain));
    }),
    runs,
  );
});

test('each photo twice is half the penalty', async () => {
  await fc.assert(
    fc.asyncProperty(problem, async ({ seed, rows, columns, penalty }) => {
      const made = example(seed, rows, columns);
      const twice = {
        source: someRows(made.source, [...made.labels.keys(), ...made.labels.keys()]),
        labels: Int32Array.from([...made.labels, ...made.labels]),
      };
      const { head } = await solve(twice, { classes: CLASSES, penalty: 2 * penalty });
      const plain = answers(made, await solve(made, { classes: CLASSES, penalty }));
      expect(answers(made, { head } as SolvedHead)).toEqual(alike(plain));
      const halves = await solve(twice, {
        classes: CLASSES,
        penalty,
        weights: new Float32Array(2 * rows).fill(0.5),
      });
      expect(answers(made, halves)).toEqual(alike(plain));
    }),
    runs,
  );
});

test('with 40 photos against 4 and nothing to see it is never worse than always the larger class', async () => {
  const labels = Int32Array.from({ length: 44 }, (_, i) => (i < 40 ? 0 : 1));
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.constantFrom(30, 1, 0.01), async (seed, penalty) => {
      const made = madeAtDepths(seed, labels, [() => 0], 20);
      const solved = await solve(made, { classes: 2, penalty });
      const right = Array.from(labels, (label, row) =>
        argmax(predictProbabilities([solved.head], rawRow(made, row))) === label ? 1 : 0,
      );
      expect(right.reduce<number>((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(40);
    }),
    runs,
  );
});

test('an endless penalty leaves the biases the logarithm of the classes’ odds', async () => {
  const labels = Int32Array.from({ length: 44 }, (_, i) => (i < 40 ? 0 : 1));
  const made = madeAtDepths(1, labels, [(label) => label], 20);
  const solved = await solve(made, { classes: 2, penalty: 1e7 });
  const [p0, p1] = predictProbabilities([solved.head], rawRow(made, 43));
  expect(Math.log((p0 ?? 0) / (p1 ?? 1))).toBeCloseTo(Math.log(10), 3);
});

test('all backends say the same, to the digits that are shown', async () => {
  const made = madeAtDepths(
    5,
    inTurn(200, CLASSES),
    [(label, column) => (column === label ? 1 : 0), () => 0],
    150,
  );
  const options = { classes: CLASSES, penalty: 0.01, folds: foldsInTurn(200, CLASSES, 5) };
  const of = async (backend: string) => {
    expect(await setBackend(backend)).toBe(true);
    return await solve(made, options);
  };
  const [wasm, cpu] = [await of('wasm'), await of('cpu')];
  expect(await setBackend('wasm')).toBe(true);
  expect(answers(made, wasm)).toEqual(alike(answers(made, cpu)));
  wasm.outOfFold?.forEach((logit, i) => void expect(logit).toBeCloseTo(cpu.outOfFold?.[i] ?? 0, 1));
});
