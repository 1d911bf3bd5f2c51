import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import {
  foldsInTurn,
  inTurn,
  type Made,
  madeAtDepths,
  solve,
} from '../../../../test-support/engine/training/softmax-regression/made-source.ts';
import { depthSets } from '../../../core/training/softmax-regression/depth-sets.ts';
import { penaltyPath } from '../../../core/training/softmax-regression/penalty-path.ts';
import { type ChooseReadOptions, type Chosen, chooseRead } from './choose-read.ts';

beforeAll(async () => {
  await startRuntime();
});

const CLASSES = 3;
const ROWS = 120;
const labels = inTurn(ROWS, CLASSES);
const noise = () => 0;
/** Tells all classes apart. */
const telling = (label: number, column: number) => (column === label ? 1.5 : 0);
/** Tells one class from the others. */
const onlyClass = (own: number) => (label: number, column: number) => (column < 2 && label === own ? 2 : 0);

const choose = (made: Made, options: Partial<ChooseReadOptions> = {}): Promise<Chosen> =>
  chooseRead({
    source: made.source,
    labels: made.labels,
    classes: CLASSES,
    folds: foldsInTurn(made.labels.length, CLASSES, 5),
    candidates: depthSets(made.source.depths.length),
    penalties: penaltyPath,
    signal: new AbortController().signal,
    ...options,
  });

const bestOf = ({ best }: Chosen) => best.read;

test('the one depth that says something is chosen', async () => {
  const before = memory().numTensors;
  for (const informative of [0, 1, 2, 3]) {
    const signals = [0, 1, 2, 3].map((depth) => (depth === informative ? telling : noise));
    const chosen = await choose(madeAtDepths(informative, labels, signals, 24));
    expect(bestOf(chosen)).toEqual([`depth ${informative}`]);
  }
  expect(memory().numTensors).toBe(before);
});

test('depths that complete each other are read together', async () => {
  const signals = [noise, onlyClass(0), onlyClass(1)];
  expect(bestOf(await choose(madeAtDepths(1, labels, signals, 24)))).toEqual(['depth 1', 'depth 2']);
});

test('of sets that are no different the smallest is chosen', async () => {
  const made = madeAtDepths(1, labels, [telling]);
  const [depth] = made.source.depths;
  if (!depth) return;
  // The same depth twice, scaled, is the same kernel.
  const twice: Made = {
    ...made,
    source: {
      ...made.source,
      depths: [depth, { ...depth, name: 'again' }],
      row: (row, _, into, at) => made.source.row(row, 0, into, at),
    },
  };
  const chosen = await choose(twice, { candidates: [[0, 1], [0]] });
  expect(bestOf(chosen)).toEqual(['depth 0']);
});

test('figures are those of the folds’ models at that penalty', async () => {
  const made = madeAtDepths(2, labels, [telling, noise, onlyClass(2)]);
  const folds = foldsInTurn(ROWS, CLASSES, 5);
  const chosen = await choose(made, { folds });
  expect(chosen.compared).toHaveLength(6);
  const { read, penalty, loss, accuracy } = chosen.best;
  expect(chosen.compared.map((one) => one.read)).toContainEqual(read);
  const { outOfFold } = await solve(made, {
    classes: CLASSES,
    penalty,
    folds,
    read: made.source.depths.flatMap(({ name }, depth) => (read.includes(name) ? [depth] : [])),
  });
  const rows = [...labels.keys()].map((row) => ({
    label: labels[row] ?? 0,
    logits: [...(outOfFold?.subarray(row * CLASSES, (row + 1) * CLASSES) ?? [])],
  }));
  const expected = rows.reduce((sum, { label, logits }) => {
    const total = logits.reduce((all, logit) => all + Math.exp(logit), 0);
    return sum + (Math.log(total) - (logits[label] ?? 0)) / ROWS;
  }, 0);
  expect(loss).toBeCloseTo(expected, 2);
  const right = rows.filter(({ label, logits }) => Math.max(...logits) === logits[label]).length;
  // A photo on the edge may fall to either side.
  expect(Math.abs(accuracy - right / ROWS)).toBeLessThan(0.02);
});

test('one set alone has the figures of the head that is solved, and its penalty is searched once', async () => {
  const made = madeAtDepths(6, labels, [telling], 24);
  const steps: number[] = [];
  const { best, compared } = await choose(made, {
    candidates: [[0]],
    onStep: ({ penalty }) => void steps.push(penalty),
  });
  expect(compared).toEqual([best]);
  expect(new Set(steps).size).toBe(steps.length);
  const alone = await choose(made, { candidates: [[0]], penalties: [best.penalty] });
  // Sets are compared as closely as this; one starts from another penalty's solution.
  expect(alone.best.loss).toBeCloseTo(best.loss, 2);
});

test('where features say nothing the penalty is large', async () => {
  const { best } = await choose(madeAtDepths(3, labels, [noise], 50));
  expect(best.penalty).toBe(1);
});

test('of many photos it looks at some, and tells of each step', async () => {
  const many = madeAtDepths(4, inTurn(3000, CLASSES), [noise, telling], 10);
  const shares: number[] = [];
  const chosen = await choose(many, { onStep: ({ share }) => void shares.push(share) });
  expect(bestOf(chosen)).toEqual(['depth 1']);
  expect(shares.length).toBeGreaterThan(3);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
});

test('Stop ends it and leaves no tensor', async () => {
  const before = memory().numTensors;
  const stop = new AbortController();
  const choosing = choose(madeAtDepths(5, inTurn(600, CLASSES), [noise, telling, noise], 300), {
    signal: stop.signal,
    onStep: () => stop.abort(),
  });
  await expect(choosing).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  expect(memory().numTensors).toBe(before);
});
