import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startRuntime } from '../../../../scripts/models/runtime.ts';
import { predictProbabilities } from '../../../core/training/head.ts';
import { argmax } from '../../../core/training/metrics.ts';
import { foldsInTurn, inTurn, type Made, madeAtDepths, madeByFormula, rawRow, solve } from './made-source.ts';
import type { SolvedHead, SolveProgress } from './solve-head.ts';

beforeAll(async () => {
  await startRuntime();
});

const said = (made: Made, { head }: SolvedHead, row: number): number[] => [
  ...predictProbabilities([head], rawRow(made, row)),
];

/** To the digits that are shown, and a few more. */
const closeTo = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 4));

describe.each(['cpu', 'wasm'])('on %s, as scikit-learn has it (scripts/sklearn/reference.py)', (backend) => {
  beforeAll(async () => {
    expect(await setBackend(backend)).toBe(true);
  });

  test.each([
    [
      'more rows than columns',
      [40, 5, 3, 0.1],
      1,
      [
        [0.946708, 0.052243, 0.001049],
        [0.053851, 0.885506, 0.060644],
        [0.000766, 0.049352, 0.949882],
        [0.925215, 0.072278, 0.002507],
      ],
    ],
    [
      'more columns than rows',
      [14, 30, 4, 0.01],
      1,
      [
        [0.965481, 0.032985, 0.000045, 0.00149],
        [0.021329, 0.942415, 0.034641, 0.001616],
        [0.001095, 0.046474, 0.912182, 0.040249],
        [0.001626, 0.000051, 0.032659, 0.965664],
      ],
    ],
    [
      'rows of class 0 that weigh 3',
      [40, 5, 3, 0.1],
      3,
      [
        [0.980431, 0.019056, 0.000513],
        [0.060766, 0.877943, 0.061291],
        [0.000544, 0.050823, 0.948633],
        [0.971383, 0.027341, 0.001276],
      ],
    ],
    [
      'two classes, each with weights of its own',
      [30, 4, 2, 1],
      1,
      [
        [0.778063, 0.221937],
        [0.257756, 0.742244],
        [0.820139, 0.179861],
        [0.223641, 0.776359],
      ],
    ],
  ] as const)('%s', async (_, [rows, columns, classes, penalty], weight, expected) => {
    const before = memory().numTensors;
    const made = madeByFormula(rows, columns, classes);
    const weights = Float32Array.from(made.labels, (label) => (label === 0 ? weight : 1));
    const solved = await solve(made, { classes, penalty, weights });
    expect(solved.converged).toBe(true);
    expected.forEach((row, i) => void expect(said(made, solved, i)).toEqual(closeTo(row)));
    expect(memory().numTensors).toBe(before);
  });
});

const ROWS = 60;
const CLASSES = 3;
const made = madeAtDepths(1, inTurn(ROWS, CLASSES), [
  (label, column) => (column === label ? 1 : 0),
  (label, column) => (column === 3 ? label : 0),
]);
const folds = foldsInTurn(ROWS, CLASSES, 4);

test('each fold’s answers are those of a head solved without it', async () => {
  const { outOfFold } = await solve(made, { classes: CLASSES, penalty: 0.05, folds });
  for (const fold of [0, 3]) {
    // Rows of weight 0 take part in the standardisation, as those of a fold do.
    const weights = Float32Array.from(folds, (of) => (of === fold ? 0 : 1));
    const { head } = await solve(made, { classes: CLASSES, penalty: 0.05, weights });
    folds.forEach((of, row) => {
      if (of !== fold) return;
      const logits = outOfFold?.subarray(row * CLASSES, (row + 1) * CLASSES) ?? new Float32Array();
      const exponentials = logits.map(Math.exp);
      const sum = exponentials.reduce((a, b) => a + b, 0);
      const probabilities = [...predictProbabilities([head], rawRow(made, row))];
      expect([...exponentials].map((value) => value / sum)).toEqual(
        probabilities.map((value) => expect.closeTo(value, 3)),
      );
    });
  }
});

test('rows that are always trained, and augmented views, are not judged', async () => {
  const some = Int32Array.from(folds, (fold, i) => (i < 6 ? -1 : fold));
  const judged = Uint8Array.from(folds, (_, i) => (i % 2 === 0 ? 1 : 0));
  const { outOfFold } = await solve(made, { classes: CLASSES, penalty: 1, folds: some, judged });
  for (let i = 0; i < ROWS; i++)
    expect(Number.isNaN(outOfFold?.[i * CLASSES])).toBe(i < 6 || judged[i] === 0);
});

test('it tells of each iteration, and ends with what the head says', async () => {
  const told: SolveProgress[] = [];
  const solved = await solve(made, {
    classes: CLASSES,
    penalty: 0.1,
    folds,
    onIteration: (progress) => void told.push(progress),
  });
  expect(told.map(({ iteration }) => iteration)).toEqual(told.map((_, i) => i + 1));
  let loss = 0;
  let correct = 0;
  for (let row = 0; row < ROWS; row++) {
    const probabilities = said(made, solved, row);
    loss -= Math.log(probabilities[made.labels[row] ?? 0] ?? 0) / ROWS;
    if (argmax(probabilities) === made.labels[row]) correct++;
  }
  const last = told.at(-1);
  expect(last?.loss).toBeCloseTo(loss, 4);
  expect(last?.accuracy).toBeCloseTo(correct / ROWS, 6);
  let heldOut = 0;
  for (let row = 0; row < ROWS; row++) {
    const logits = solved.outOfFold?.subarray(row * CLASSES, (row + 1) * CLASSES) ?? new Float32Array();
    const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0);
    heldOut += (Math.log(sum) - (logits[made.labels[row] ?? 0] ?? 0)) / ROWS;
  }
  expect(last?.heldOutLoss).toBeCloseTo(heldOut, 4);
  expect(last?.heldOutAccuracy).toBeGreaterThan(1 / CLASSES);
});

test('without folds nothing is held out', async () => {
  const told: SolveProgress[] = [];
  const { outOfFold } = await solve(made, {
    classes: CLASSES,
    penalty: 1,
    onIteration: (progress) => void told.push(progress),
  });
  expect(outOfFold).toBeNull();
  expect(told.at(-1)).toMatchObject({ heldOutLoss: null, heldOutAccuracy: null });
});

test('features that say nothing and never change leave the classes’ shares', async () => {
  const labels = Int32Array.from({ length: 44 }, (_, i) => (i < 40 ? 0 : 1));
  const blind = madeAtDepths(1, labels, [() => 0]);
  const constant = { ...blind, source: { ...blind.source, row: () => {} } };
  const solved = await solve(constant, { classes: 2, penalty: 0.01 });
  expect(solved).toMatchObject({ converged: true, iterations: 0 });
  expect(said(constant, solved, 0)).toEqual(closeTo([40 / 44, 4 / 44]));
});

test('Stop ends it soon and leaves no tensor', async () => {
  const before = memory().numTensors;
  const large = madeAtDepths(2, inTurn(1500, 50), [() => 0, () => 0], 400);
  const stop = new AbortController();
  let stopped = Number.NaN;
  const solving = solve(large, {
    classes: 50,
    penalty: 1e-4,
    folds: foldsInTurn(1500, 50, 5),
    signal: stop.signal,
    onIteration: ({ iteration }) => {
      if (iteration !== 2) return;
      stopped = performance.now();
      stop.abort();
    },
  });
  await expect(solving).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  // Far less than the rest would take; how soon exactly depends on what else the machine does.
  expect(performance.now() - stopped).toBeLessThan(1000);
  expect(memory().numTensors).toBe(before);
});
