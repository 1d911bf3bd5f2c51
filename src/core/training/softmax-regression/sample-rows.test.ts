import fc from 'fast-check';
import { expect, test } from 'vitest';
import { depthSets } from './depth-sets.ts';
import { sampleRows } from './sample-rows.ts';

const counts = (rows: Int32Array, of: Int32Array): ReadonlyMap<number, number> => {
  const result = new Map<number, number>();
  for (const row of rows) result.set(of[row] ?? 0, (result.get(of[row] ?? 0) ?? 0) + 1);
  return result;
};

test('each class keeps its share, and its folds are alike', () => {
  const labels = Int32Array.from({ length: 10_000 }, (_, i) => (i < 8000 ? 0 : i < 9990 ? 1 : 2));
  const folds = Int32Array.from(labels, (_, i) => i % 5);
  const rows = sampleRows(labels, folds, 600);
  expect([...counts(rows, labels)]).toEqual([
    [0, 480],
    [1, 119],
    [2, 2],
  ]);
  for (const [, count] of counts(rows, folds)) expect(Math.abs(count - 120)).toBeLessThanOrEqual(1);
});

test('rows are in order, none twice, the same each time, and all where there are few', () => {
  const row = fc.record({ label: fc.nat(5), fold: fc.integer({ min: -1, max: 4 }) });
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 1, max: 250 }),
      (all, most) => {
        const labels = Int32Array.from(all, ({ label }) => label);
        const folds = Int32Array.from(all, ({ fold }) => fold);
        const rows = sampleRows(labels, folds, most);
        expect([...rows]).toEqual([...new Set(rows)].sort((a, b) => a - b));
        expect(sampleRows(labels, folds, most)).toEqual(rows);
        if (all.length <= most) expect(rows).toHaveLength(all.length);
        const available = counts(Int32Array.from(labels.keys()), labels);
        const taken = counts(rows, labels);
        for (const [label, count] of available) {
          const share = Math.min(count, Math.max(2, Math.round((most * count) / all.length)));
          expect(taken.get(label)).toBe(all.length <= most ? count : share);
        }
      },
    ),
  );
});

test('sets of depths', () => {
  expect(depthSets(1)).toEqual([[0]]);
  expect(depthSets(2)).toEqual([[0], [1], [0, 1]]);
  expect(depthSets(4)).toEqual([[0], [1], [2], [3], [2, 3], [1, 2, 3], [0, 1, 2, 3], [0, 1, 2]]);
});
