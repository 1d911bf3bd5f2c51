import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { seededRandom } from '../../core/random.ts';
import { Pace } from '../training/pace.ts';
import { nearestPairs } from './nearest-pairs.ts';

beforeAll(startRuntime);

const random = seededRandom('rows');
const rowOf = (length: number) => Float32Array.from({ length }, () => 3 * random() + 5);
const pace = () => new Pace(new AbortController().signal);

/** The definition, in 64 bits. */
function cosines(rows: readonly Float32Array[]): number[][] {
  const length = rows[0]?.length ?? 0;
  const columns = Array.from({ length }, (_, j) => rows.map((row) => row[j] ?? 0));
  const mean = columns.map((column) => column.reduce((a, b) => a + b) / rows.length);
  const deviation = columns.map((column, j) =>
    Math.sqrt(column.reduce((sum, value) => sum + (value - (mean[j] ?? 0)) ** 2, 0) / rows.length),
  );
  const z = rows.map((row) => Array.from(row, (value, j) => (value - (mean[j] ?? 0)) / (deviation[j] ?? 1)));
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, j) => sum + value * (b[j] ?? 0), 0);
  return z.map((a) => z.map((b) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))));
}

test('finds all pairs above the threshold, each once, with the cosine of the standardised rows', async () => {
  const rows = Array.from({ length: 40 }, () => rowOf(7));
  const expected = cosines(rows);
  const pairs = await nearestPairs(rows, { least: 0.5, most: 40, pace: pace() });
  let above = 0;
  for (let i = 0; i < 40; i++) for (let j = i + 1; j < 40; j++) if ((expected[i]?.[j] ?? 0) >= 0.5) above++;
  expect(pairs).toHaveLength(above);
  for (const { first, second, similarity } of pairs) {
    expect(first).toBeLessThan(second);
    expect(similarity).toBeCloseTo(expected[first]?.[second] ?? 0, 5);
  }
});

test('of many near ones it keeps each row’s nearest, and the tiles of a large matrix give what one gives', async () => {
  const base = rowOf(50);
  const rows = Array.from({ length: 60 }, (_, i) =>
    i < 30 ? base.map((value) => value + 0.2 * random()) : rowOf(50),
  );
  const before = tf.memory().numTensors;
  const pairs = await nearestPairs(rows, {
    least: 0.3,
    most: 3,
    pace: pace(),
    product: 7 * 60 * 50,
  });
  expect(tf.memory().numTensors).toBe(before);
  const expected = cosines(rows);
  for (let i = 0; i < 30; i++) {
    const nearest = Math.max(...(expected[i] ?? []).filter((_, j) => j !== i));
    const own = pairs.filter(({ first, second }) => first === i || second === i);
    expect(own.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...own.map(({ similarity }) => similarity))).toBeCloseTo(nearest, 4);
  }
  expect(pairs.length).toBeLessThanOrEqual(60 * 3);
});

test('can be stopped, and has nothing to say of nothing', async () => {
  expect(await nearestPairs([], { least: 0.5, most: 3, pace: pace() })).toEqual([]);
  const controller = new AbortController();
  controller.abort();
  // One row at a time, for longer than a pace.
  const rows = Array.from({ length: 2000 }, () => rowOf(50));
  const options = { least: 0.5, most: 3, pace: new Pace(controller.signal), product: 1 };
  await expect(nearestPairs(rows, options)).rejects.toThrow(/abort/i);
  expect(tf.memory().numTensors).toBe(0);
});

test('pairs with a row from some row on are those of all pairs, however the matrix is cut', async () => {
  const rows = Array.from({ length: 30 }, () => rowOf(6));
  const options = { least: 0.2, most: 30, pace: pace() };
  const all = await nearestPairs(rows, options);
  const wanted = all.filter(({ second }) => second >= 21).map(({ first, second }) => `${first} ${second}`);
  for (const product of [undefined, 4 * 4 * 6, 13 * 13 * 6]) {
    const some = await nearestPairs(rows, { ...options, from: 21, ...(product && { product }) });
    expect(some.map(({ first, second }) => `${first} ${second}`).sort()).toEqual(wanted.toSorted());
  }
});
