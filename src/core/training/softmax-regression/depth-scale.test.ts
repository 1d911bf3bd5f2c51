import { expect, test } from 'vitest';
import { seededRandom } from '../../random.ts';
import { normal } from '../initial.ts';
import { fitStandardisation, type Standardisation, standardise } from '../standardise.ts';
import { ColumnSums, sideBySide } from './depth-scale.ts';

const COLUMNS = 6;
const ROWS = 50;

/** Columns far from 0, wide and narrow; the last one never changes. */
function table(seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: ROWS * COLUMNS }, (_, at) => {
    const column = at % COLUMNS;
    return column === COLUMNS - 1 ? 0.1 : 1000 * (column % 2) + 10 ** (column - 2) * normal(random);
  });
}

function scaleOf(rows: Float32Array): Standardisation {
  const sums = new ColumnSums(COLUMNS);
  for (let i = 0; i < ROWS; i++) sums.add(rows.subarray(i * COLUMNS, (i + 1) * COLUMNS));
  return sums.scale();
}

test('it standardises as the other heads do, and divides by the root of the columns that change', () => {
  const rows = table(1);
  const other = fitStandardisation(rows, COLUMNS);
  const { mean, inverseDeviation } = scaleOf(rows);
  for (let j = 0; j < COLUMNS; j++) {
    expect(mean[j]).toBeCloseTo(other.mean[j] ?? 0, 3);
    const ratio = (inverseDeviation[j] ?? 0) * Math.sqrt(COLUMNS - 1);
    expect(ratio / (other.inverseDeviation[j] || 1)).toBeCloseTo(j === COLUMNS - 1 ? 0 : 1, 3);
  }
});

test('a row’s squared length is 1 in the mean, for one depth and for several', () => {
  const [a, b] = [table(1), table(2)];
  const both = new Float32Array(2 * a.length);
  for (let i = 0; i < ROWS; i++) {
    both.set(a.subarray(i * COLUMNS, (i + 1) * COLUMNS), 2 * i * COLUMNS);
    both.set(b.subarray(i * COLUMNS, (i + 1) * COLUMNS), (2 * i + 1) * COLUMNS);
  }
  // The column of ones is the other heads' bias.
  const square = (rows: Float32Array, scale: Standardisation) =>
    standardise(rows, scale).reduce((sum, value) => sum + value * value, -ROWS) / ROWS;
  expect(square(a, scaleOf(a))).toBeCloseTo(1, 4);
  expect(square(both, sideBySide([scaleOf(a), scaleOf(b)]))).toBeCloseTo(1, 4);
});
