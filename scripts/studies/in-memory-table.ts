import type { Columns } from '../../src/core/backbone/read-depths.ts';
import { FeatureRows } from '../../src/core/features/feature-rows.ts';
import { narrow } from '../../src/core/float16.ts';
import type { DecideOptions } from '../../src/workers/jobs/training/decide-read.ts';

/** Some columns of a row, side by side. */
export function columnsIn(row: Float32Array, columns: readonly Columns[]): Float32Array {
  const found = new Float32Array(columns.reduce((sum, { from, to }) => sum + to - from, 0));
  let at = 0;
  for (const { from, to } of columns) {
    found.set(row.subarray(from, to), at);
    at += to - from;
  }
  return found;
}

/**
 * Features of all depths as the page's table has them, in half precision.
 * @param rows by the pictures' keys
 */
export const inMemoryTable = (rows: ReadonlyMap<string, Float32Array>): DecideOptions['table'] => ({
  read: async (keys, columns) => {
    const width = columns.reduce((sum, { from, to }) => sum + to - from, 0);
    const halves = new Uint16Array(keys.length * width);
    keys.forEach((key, i) => {
      halves.set(narrow(columnsIn(rows.get(key) ?? new Float32Array(), columns)), i * width);
    });
    return new FeatureRows(keys, halves, width);
  },
});
