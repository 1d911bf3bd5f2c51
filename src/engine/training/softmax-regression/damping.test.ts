import { memory } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import {
  inTurn,
  type Made,
  madeAtDepths,
  rawRow,
  solve,
  sourceOf,
} from '../../../../test-support/engine/training/softmax-regression/made-source.ts';
import { symmetricEigen } from '../../../core/linear-algebra/symmetric-eigen.ts';
import { seededRandom } from '../../../core/random.ts';
import { predictLogits } from '../../../core/training/head.ts';
import { normal } from '../../../core/training/initial.ts';
import { Pace } from '../pace.ts';
import { ColumnDamping } from './column-damping.ts';
import { dampGram, dampingOf, undampCombinations } from './damping.ts';

beforeAll(async () => {
  await startRuntime();
});

const pace = () => new Pace(new AbortController().signal);

/** Centred rows whose spread falls from column to column, [rows, columns]. */
function spreadRows(seed: number, rows: number, columns: number): Float32Array {
  const random = seededRandom(seed);
  const values = Float32Array.from(
    { length: rows * columns },
    (_, at) => normal(random) * 0.95 ** (at % columns),
  );
  for (let j = 0; j < columns; j++) {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += values[i * columns + j] ?? 0;
    for (let i = 0; i < rows; i++) values[i * columns + j] = (values[i * columns + j] ?? 0) - sum / rows;
  }
  return values;
}

function gramOf(values: Float32Array, rows: number): Float32Array {
  const columns = values.length / rows;
  return Float32Array.from({ length: rows * rows }, (_, at) => {
    const [i, j] = [Math.floor(at / rows), at % rows];
    let sum = 0;
    for (let k = 0; k < columns; k++) sum += (values[i * columns + k] ?? 0) * (values[j * columns + k] ?? 0);
    return sum;
  });
}

const eigenvalues = (gram: Float32Array, rows: number) =>
  symmetricEigen(Float64Array.from(gram), rows).values;

test('leading variances become the geometric mean with the first one left; the others stay; so does the sum', async () => {
  const rows = 60;
  const gram = gramOf(spreadRows(1, rows, 38), rows);
  const before = memory().numTensors;
  const damping = await dampingOf(gram, rows, pace());
  const damped = await dampGram(gram, rows, damping, pace());
  expect(memory().numTensors).toBe(before);
  expect(damping.count).toBe(19);
  const plain = eigenvalues(gram, rows);
  const level = plain[19] ?? 0;
  const wanted = plain.map((value, i) => (i < 19 ? Math.sqrt(value * level) : value));
  const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);
  const scale = sum(plain) / sum(wanted);
  const found = eigenvalues(damped, rows);
  for (let i = 0; i < 38; i++) expect((found[i] ?? 0) / (scale * (wanted[i] ?? 0))).toBeCloseTo(1, 2);
  expect(sum(found)).toBeCloseTo(sum(plain), 2);
});

test('rows of few directions, or all alike, stay finite', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.integer({ min: 2, max: 60 }),
      fc.integer({ min: 1, max: 5 }),
      async (seed, rows, columns) => {
        for (const values of [spreadRows(seed, rows, columns), new Float32Array(rows * columns)]) {
          const gram = gramOf(values, rows);
          const damping = await dampingOf(gram, rows, pace());
          const damped = await dampGram(gram, rows, damping, pace());
          expect(damped.every(Number.isFinite)).toBe(true);
          expect(undampCombinations(gram, rows, damping).every(Number.isFinite)).toBe(true);
        }
      },
    ),
    { numRuns: 20 },
  );
});

test('combinations of damped rows are weights of the rows as they are', async () => {
  const rows = 48;
  const values = spreadRows(2, rows, 20);
  const gram = gramOf(values, rows);
  const damping = await dampingOf(gram, rows, pace());
  const damped = await dampGram(gram, rows, damping, pace());
  const random = seededRandom(3);
  const coordinates = Float32Array.from({ length: rows }, () => normal(random));
  const product = (matrix: Float32Array, vector: Float32Array) =>
    Array.from({ length: rows }, (_, i) =>
      vector.reduce((sum, value, j) => sum + value * (matrix[i * rows + j] ?? 0), 0),
    );
  const undamped = undampCombinations(coordinates, rows, damping);
  const expected = product(damped, coordinates);
  product(gram, undamped).forEach((logit, i) => void expect(logit).toBeCloseTo(expected[i] ?? 0, 2));
});

test('columns are damped as rows are', async () => {
  const [rows, columns] = [90, 12];
  const values = spreadRows(4, rows, columns);
  const gram = gramOf(values, rows);
  const damping = await dampingOf(gram, rows, pace());
  const directions = Float32Array.from({ length: damping.count * columns }, (_, at) => {
    const [k, j] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let i = 0; i < rows; i++)
      sum += (damping.vectors[k * rows + i] ?? 0) * (values[i * columns + j] ?? 0);
    return sum;
  });
  const before = memory().numTensors;
  const byColumns = new ColumnDamping(damping, directions, columns);
  const dampedRows = await byColumns.times(values, pace());
  byColumns.dispose();
  expect(memory().numTensors).toBe(before);
  const expected = await dampGram(gram, rows, damping, pace());
  gramOf(dampedRows, rows).forEach((value, i) => void expect(value).toBeCloseTo(expected[i] ?? 0, 2));
});

/** Rows that have a large part in common that says nothing of their class. */
function example(): Made {
  const labels = inTurn(150, 3);
  const made = madeAtDepths(5, labels, [(label, column) => (column === label ? 1 : 0)], 200);
  const random = seededRandom(6);
  const common = Float32Array.from(labels, () => 3 * normal(random));
  const [depth] = made.source.depths;
  const columns = depth?.features ?? 0;
  const values = new Float32Array(labels.length * columns);
  labels.forEach((_, row) => {
    made.source.row(row, 0, values, row * columns);
    for (let j = 0; j < columns; j++)
      values[row * columns + j] = (values[row * columns + j] ?? 0) + (common[row] ?? 0);
  });
  return { labels, source: sourceOf([{ columns, values }]) };
}

test('with rows enough both spaces give one answer', async () => {
  // 150 rows of 149 columns are solved as weights, of 151 as combinations of rows.
  const labels = inTurn(150, 3);
  const made = (columns: number): Made => {
    const all = example();
    const values = new Float32Array(150 * columns);
    labels.forEach((_, row) => {
      values.set(rawRow(all, row).subarray(0, Math.min(columns, 149)), row * columns);
    });
    return { labels, source: sourceOf([{ columns, values }]) };
  };
  const answers = async (columns: number) => {
    const one = made(columns);
    const { head } = await solve(one, { classes: 3, penalty: 0.01 });
    return Array.from(labels, (_, row) => [...predictLogits([head], rawRow(one, row))]).flat();
  };
  const few = await answers(149);
  (await answers(152)).forEach((logit, i) => void expect(logit).toBeCloseTo(few[i] ?? 0, 1));
});
