import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import {
  foldsInTurn,
  inTurn,
  type Made,
  madeAtDepths,
  madeByFormula,
  rawRow,
  solve,
} from '../../../../test-support/engine/training/softmax-regression/made-source.ts';
import { predictProbabilities } from '../../../core/training/head.ts';
import { argmax } from '../../../core/training/metrics.ts';
import type { SolvedHead, SolveProgress } from './solve-head.ts';

beforeAll(async () => {
  await startRuntime();
});

const said = (made: Made, { head }: SolvedHead, row: number): number[] => [
  ...predictProbabilities([head], rawRow(made, row)),
];

/** To the digits that are shown, and a few more. */
const closeTo = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 4));

describe.each(['cpu', 'wasm'])(
  'on %s, as scikit-learn has it (scripts/studies/sklearn/reference.py)',
  (backend) => {
    beforeAll(async () => {
      expect(await setBackend(backend)).toBe(true);
    });

    test.each([
      [
        'more rows than columns',
        [40, 5, 3, 0.1],
        1,
        [
          [0.964938, 0.031217, 0.003845],
          [0.032914, 0.934621, 0.032465],
          [0.003579, 0.03338, 0.963041],
          [0.956327, 0.038244, 0.005429],
        ],
      ],
      [
        'more columns than rows',
        [14, 30, 4, 0.01],
        1,
        [
          [0.970376, 0.027927, 3.1e-5, 0.001666],
          [0.01863, 0.950818, 0.029263, 0.001289],
          [0.001107, 0.044656, 0.921908, 0.03233],
          [0.001953, 3.5e-5, 0.028734, 0.969279],
        ],
      ],
      [
        'rows of class 0 that weigh 3',
        [40, 5, 3, 0.1],
        3,
        [
          [0.986839, 0.01148, 0.001681],
          [0.037717, 0.931018, 0.031265],
          [0.003501, 0.033736, 0.962762],
          [0.983405, 0.014192, 0.002403],
        ],
      ],
      [
        'two classes, each with weights of its own',
        [30, 4, 2, 1],
        1,
        [
          [0.853643, 0.146357],
          [0.155718, 0.844282],
          [0.897929, 0.102071],
          [0.147274, 0.852726],
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
  },
);

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

test('a fold that nothing is learned from is answered by the model of all rows, which is solved once', async () => {
  const onlyJudged = Int32Array.from(folds, (fold) => (fold === 0 ? 0 : -1));
  const weights = Float32Array.from(onlyJudged, (fold) => (fold === 0 ? 0 : 1));
  const { head, outOfFold } = await solve(made, {
    classes: CLASSES,
    penalty: 0.05,
    weights,
    folds: onlyJudged,
  });
  const alone = await solve(made, { classes: CLASSES, penalty: 0.05, weights });
  expect([...head.kernel]).toEqual([...alone.head.kernel]);
  for (const [row, fold] of onlyJudged.entries()) {
    const logits = [...(outOfFold?.subarray(row * CLASSES, (row + 1) * CLASSES) ?? [])];
    if (fold < 0) {
      expect(logits.every(Number.isNaN)).toBe(true);
      continue;
    }
    const exponentials = logits.map(Math.exp);
    const sum = exponentials.reduce((a, b) => a + b, 0);
    const said = [...predictProbabilities([head], rawRow(made, row))];
    expect(exponentials.map((value) => value / sum)).toEqual(said.map((value) => expect.closeTo(value, 4)));
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
  const shares = told.map(({ share }) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares[0]).toBe(0);
  expect(shares.at(-1)).toBe(1);
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
