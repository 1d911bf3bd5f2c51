import { expect, test } from 'vitest';
import { noPause, runSaying, said } from '../../../test-support/core/prediction/fake-runs.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { correctCount } from '../evaluation/evaluation.ts';
import { noAnswers, withAnswers } from '../training/run.ts';
import { combine } from './combine.ts';

// Each is right where the other is in doubt; the third knows nothing.
const a = runSaying('a', [said('1', 0, 0.9, 0.1), said('2', 1, 0.55, 0.45), said('3', 0, 0.9, 0.1)]);
const b = runSaying('b', [said('1', 0, 0.45, 0.55), said('2', 1, 0.1, 0.9), said('3', 0, 0.45, 0.55)]);
const c = runSaying('c', [said('1', 0, 0.01, 0.99), said('2', 1, 0.99, 0.01)]);

test('equal parts need nothing to be fitted', async () => {
  const { members, validation, test: tested, best } = await combine([a, b], 'mean', noPause);
  expect(members).toEqual([
    { runId: 'a', weight: 0.5 },
    { runId: 'b', weight: 0.5 },
  ]);
  expect(best).toBe(a);
  expect(validation?.gain).toMatchObject({ onlyA: 1, onlyB: 0, total: 3 });
  expect(tested).toBeNull();
});

test('fitted: a run that knows nothing is left out, and so are its limits', async () => {
  const { runs, members, validation } = await combine([a, b, c], 'fitted', noPause);
  expect(runs).toEqual([a, b]);
  expect(members.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
  // The third photo, which c has not judged, counts again.
  expect(validation?.evaluation.predictions).toHaveLength(3);
});

test('an ensemble that is there keeps its weights, whatever the order of the runs', async () => {
  const stored = [
    { runId: 'b', weight: 0.25 },
    { runId: 'a', weight: 0.75 },
  ];
  const { members } = await combine([a, b], stored, noPause);
  expect(members).toEqual([stored[1], stored[0]]);
});

test('the test photos are looked at where every member’s envelope is open', async () => {
  const opened = (run: typeof a) =>
    withAnswers(run, { ...run.answers, test: evaluate('test', [said('9', 0, 0.8, 0.2)]) });
  expect((await combine([opened(a), b], 'mean', noPause)).test).toBeNull();
  const { test: tested } = await combine([opened(a), opened(b)], 'mean', noPause);
  expect(tested && correctCount(tested.evaluation)).toBe(1);
});

test('without validation photos runs count the same, and nothing is said of how good they are', async () => {
  const blind = [runSaying('x', []), runSaying('y', [])].map((run) => withAnswers(run, noAnswers));
  const { members, validation } = await combine(blind, 'fitted', noPause);
  expect(members.map(({ weight }) => weight)).toEqual([0.5, 0.5]);
  expect(validation).toBeNull();
});
