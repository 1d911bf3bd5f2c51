import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import {
  inTurn,
  madeAtDepths,
} from '../../../../test-support/engine/training/softmax-regression/made-source.ts';
import { sideBySide } from '../../../core/training/softmax-regression/depth-scale.ts';
import { Problem } from '../../../core/training/softmax-regression/problem.ts';
import { Pace } from '../pace.ts';
import { type Reading, readRows, scaleOfDepth } from './feature-source.ts';
import type { Geometry } from './geometry.ts';
import { combineRows, gramMatrix, kernelGeometry } from './kernel-geometry.ts';
import { primalGeometry, roomFor } from './primal-geometry.ts';
import { solveTogether } from './solve-together.ts';

beforeAll(async () => {
  await startRuntime();
});

const ROWS = 37;
const CLASSES = 3;
const pace = new Pace(new AbortController().signal);
const made = madeAtDepths(
  3,
  inTurn(ROWS, CLASSES),
  [(label, column) => (column === label ? 1 : 0), () => 0, (label) => label],
  9,
);

async function reading(depths: readonly number[]): Promise<Reading> {
  const scales = [];
  for (const depth of depths) scales.push(await scaleOfDepth(made.source, depth, pace));
  return { source: made.source, depths, scale: sideBySide(scales) };
}

/** Solved closely at one penalty after another. */
async function solved(geometry: Geometry): Promise<Problem> {
  const problem = new Problem({
    labels: made.labels,
    weights: new Float32Array(ROWS).fill(1),
    classes: CLASSES,
    size: geometry.size,
    plain: geometry.plain,
    penalty: 1,
    memory: 5,
  });
  for (const penalty of [1, 0.1, 0.02]) {
    problem.penalty = penalty;
    const options = { problems: [problem], geometry, tolerance: () => 1e-5, mostIterations: 200, pace };
    expect(await solveTogether(options)).toBe(true);
  }
  return problem;
}

test('the weights are the same by rows or by columns, with all features in memory or none', async () => {
  const before = memory().numTensors;
  const of = await reading([0, 2]);
  const kernel = kernelGeometry(await gramMatrix(of, pace), ROWS, pace);
  const resident = await primalGeometry(of, pace, roomFor(CLASSES, of.scale.mean.length));
  const chunk = 5 * of.scale.mean.length;
  const streamed = await primalGeometry(of, pace, { chunk, resident: 0 });
  const byRows = await combineRows((await solved(kernel)).weights, CLASSES, of, pace);
  const byColumns = (await solved(resident)).weights;
  const inChunks = (await solved(streamed)).weights;
  const close = [...byRows].map((weight) => expect.closeTo(weight, 2));
  expect([...byColumns]).toEqual(close);
  expect([...inChunks]).toEqual(close);
  for (const geometry of [kernel, resident, streamed]) geometry.dispose();
  expect(memory().numTensors).toBe(before);
});

test('a chunk of rows that are only judged adds nothing to the gradient, and has its logits', async () => {
  const of = await reading([0, 1]);
  const columns = of.scale.mean.length;
  const geometry = await primalGeometry(of, pace, { chunk: 5 * columns, resident: 0 });
  const errors = Float32Array.from({ length: CLASSES * ROWS }, (_, at) =>
    at % ROWS < 22 ? Math.sin(at) : 0,
  );
  const rows = readRows(of, 0, ROWS);
  const { coordinates } = await geometry.gradient(errors);
  const image = await geometry.image(coordinates.slice());
  for (let c = 0; c < CLASSES; c++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let i = 0; i < ROWS; i++) sum += (errors[c * ROWS + i] ?? 0) * (rows[i * columns + j] ?? 0);
      expect(coordinates[c * columns + j]).toBeCloseTo(sum, 4);
    }
    for (let i = 0; i < ROWS; i++) {
      let sum = 0;
      for (let j = 0; j < columns; j++)
        sum += (coordinates[c * columns + j] ?? 0) * (rows[i * columns + j] ?? 0);
      expect(image[c * ROWS + i]).toBeCloseTo(sum, 4);
    }
  }
  geometry.dispose();
});

test('what is not learned from is left out of the product, and nothing else changes', async () => {
  const gram = await gramMatrix(await reading([0]), pace);
  const learned = Array.from({ length: ROWS }, (_, i) => i).filter((i) => i % 3 !== 1);
  const errors = Float32Array.from({ length: CLASSES * ROWS }, (_, at) =>
    learned.includes(at % ROWS) ? Math.sin(at) : 0,
  );
  const all = kernelGeometry(gram, ROWS, pace);
  const some = kernelGeometry(gram, ROWS, pace, learned);
  const expected = await all.gradient(errors);
  const found = await some.gradient(errors);
  expect([...found.coordinates]).toEqual([...expected.coordinates]);
  expect([...found.dual]).toEqual([...expected.dual].map((value) => expect.closeTo(value, 4)));
  for (const geometry of [all, some]) geometry.dispose();
});

test('the Gram matrix is that of the rows, and of several depths the mean of theirs', async () => {
  const of = await reading([0, 1, 2]);
  const columns = of.scale.mean.length;
  const rows = readRows(of, 0, ROWS);
  const gram = await gramMatrix(of, pace);
  const parts: Float32Array[] = [];
  for (const depth of [0, 1, 2]) parts.push(await gramMatrix(await reading([depth]), pace));
  for (let i = 0; i < ROWS; i++)
    for (let j = 0; j < ROWS; j++) {
      let product = 0;
      for (let k = 0; k < columns; k++)
        product += (rows[i * columns + k] ?? 0) * (rows[j * columns + k] ?? 0);
      expect(gram[i * ROWS + j]).toBeCloseTo(product, 5);
      const mean = parts.reduce((sum, part) => sum + (part[i * ROWS + j] ?? 0), 0) / parts.length;
      expect(mean).toBeCloseTo(product, 5);
    }
});

test('the Gram matrix in blocks is that in one', async () => {
  const of = await reading([0, 1]);
  const columns = of.scale.mean.length;
  const whole = [...(await gramMatrix(of, pace))];
  expect([...(await gramMatrix(of, pace, 10 * columns))]).toEqual(
    whole.map((value) => expect.closeTo(value, 5)),
  );
});
