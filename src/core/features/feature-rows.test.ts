import { expect, test } from 'vitest';
import { narrow } from '../float16.ts';
import { standardisationOf } from '../training/standardise.ts';
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

test('views come one after another in the order of the keys, as often as they are asked for', () => {
  const each = rows.each(['c', 'a', 'c']);
  for (let times = 0; times < 2; times++)
    expect(Array.from(each, (row) => [...row])).toEqual(
      [rows.get('c'), rows.get('a'), rows.get('c')].map((row) => [...row]),
    );
  expect([...rows.each([])]).toEqual([]);
  expect(() => [...rows.each(['a', 'd'])]).toThrow('features of a photo are missing');
});

test('what standardises rows is the same for rows that lie in one room', () => {
  expect(standardisationOf(rows.each(KEYS))).toEqual(standardisationOf(KEYS.map((key) => rows.get(key))));
});

test('a view that is not there is told', () => {
  expect(rows.has('d')).toBe(false);
  expect(() => rows.get('d')).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'not-found' }) }),
  );
});
