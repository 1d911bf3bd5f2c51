import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { featureExamples } from './feature-examples.ts';

beforeAll(async () => {
  await startRuntime();
});

const scale = { mean: Float32Array.of(1, 10), inverseDeviation: Float32Array.of(2, 0.5) };
const rows = [
  [Float32Array.of(1, 10), Float32Array.of(2, 12)],
  [Float32Array.of(3, 14), Float32Array.of(4, 16)],
];

test('rows are read by example and view, standardised, with a column of ones', async () => {
  const examples = featureExamples(rows, Int32Array.of(0, 1), scale);
  expect(examples.views).toBe(2);
  const x = await examples.read([
    { example: 1, view: 0 },
    { example: 0, view: 1 },
    { example: 1, view: 1 },
  ]);
  expect(x.shape).toEqual([3, 3]);
  expect([...x.dataSync()]).toEqual([4, 2, 1, 2, 1, 1, 6, 3, 1]);
  x.dispose();
  // The table's own rows stay as they are.
  expect([...(rows[0]?.[1] ?? [])]).toEqual([2, 12]);
});

test.each(['wasm', 'cpu'])('a batch keeps its values when the next one is read (%s)', async (name) => {
  await setBackend(name);
  const examples = featureExamples(rows, Int32Array.of(0, 1), scale);
  const first = await examples.read([{ example: 1, view: 0 }]);
  const second = await examples.read([{ example: 1, view: 1 }]);
  expect([...first.dataSync()]).toEqual([4, 2, 1]);
  expect([...second.dataSync()]).toEqual([6, 3, 1]);
  first.dispose();
  second.dispose();
});

test('each example has as many views', () => {
  expect(() => featureExamples([rows[0] ?? [], [Float32Array.of(0, 0)]], Int32Array.of(0, 1), scale)).toThrow(
    RangeError,
  );
});
