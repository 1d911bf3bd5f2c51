import { expect, test } from 'vitest';
import { narrow } from '../float16.ts';
import { FeatureRows } from './feature-rows.ts';

const KEYS = ['a', 'b', 'c'];
/** Three views of four values, all of which a half can hold. */
const values = Float32Array.of(1, 2, 3, 4, -5, 0.5, 0, 65504, 9, 10, 11, 12);
const rows = new FeatureRows(KEYS, narrow(values), 4);

test('a view’s features are those that were put in for its key', () => {
  KEYS.forEach((key, i) => {
    expect(rows.has(key)).toBe(true);
    expect([...rows.get(key)]).toEqual([...values.subarray(4 * i, 4 * i + 4)]);
  });
  expect(rows.length).toBe(4);
});

test('what is given is the caller’s own', () => {
  rows.get('a').fill(0);
  expect([...rows.get('a')]).toEqual([1, 2, 3, 4]);
});

test('some columns are written where they are asked for, and nothing else', () => {
  const into = new Float32Array(6).fill(7);
  rows.copy(rows.rowOf('b'), { from: 1, to: 3 }, into, 2);
  expect([...into]).toEqual([7, 7, 0.5, 0, 7, 7]);
  rows.copy(rows.rowOf('c'), { from: 2, to: 2 }, into, 0);
  expect([...into]).toEqual([7, 7, 0.5, 0, 7, 7]);
});

test('a view that is not there is told', () => {
  expect(rows.has('d')).toBe(false);
  expect(() => rows.get('d')).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'not-found' }) }),
  );
});
