import { expect, it } from 'vitest';
import { nextSort, type SortKey, sortedClasses } from './class-sort.ts';

const names = ['rose 10', 'rose 9', 'aster', 'iris'];
const row = (label: number, precision: number | null, support: number) => ({
  label,
  precision,
  recall: 0.5,
  f1: 0.5,
  averagePrecision: null,
  support,
  correct: 0,
  answered: 0,
});
const classes = [row(0, 0.9, 5), row(1, null, 5), row(2, 0.2, 1), row(3, 0.5, 9)];

it.each([
  ['name', false, [2, 3, 1, 0]],
  ['name', true, [0, 1, 3, 2]],
  ['precision', false, [2, 3, 0, 1]],
  ['precision', true, [0, 3, 2, 1]],
  ['support', false, [2, 0, 1, 3]],
  ['averagePrecision', true, [0, 1, 2, 3]],
] as const)('by %s, descending %s', (key, descending, order) => {
  expect(sortedClasses(classes, names, { key, descending }).map(({ label }) => label)).toEqual(order);
});

it('turns on a second press of the same column', () => {
  const press = (key: SortKey) => nextSort({ key: 'f1', descending: false }, key);
  expect(press('f1')).toEqual({ key: 'f1', descending: true });
  expect(press('recall')).toEqual({ key: 'recall', descending: false });
});
