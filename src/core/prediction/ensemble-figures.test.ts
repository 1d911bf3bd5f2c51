import { expect, test } from 'vitest';
import { noPause, runSaying, said } from '../../../test-support/core/prediction/fake-runs.ts';
import { correctCount } from '../evaluation/evaluation.ts';
import { bestRun, ensembleFigures } from './ensemble-figures.ts';
import { jointAnswers, judgedRun } from './joint-answers.ts';

// Four photos. The first run is right on three, the second on two, the third on two and surer of them.
const runs = [
  runSaying('a', [
    said('1', 0, 0.6, 0.4),
    said('2', 0, 0.6, 0.4),
    said('3', 1, 0.4, 0.6),
    said('4', 1, 0.6, 0.4),
  ]),
  runSaying('b', [
    said('1', 0, 0.9, 0.1),
    said('2', 0, 0.4, 0.6),
    said('3', 1, 0.6, 0.4),
    said('4', 1, 0.1, 0.9),
  ]),
  runSaying('c', [
    said('1', 0, 0.4, 0.6),
    said('2', 0, 0.4, 0.6),
    said('3', 1, 0.1, 0.9),
    said('4', 1, 0.1, 0.9),
  ]),
];
const jointOf = (some: typeof runs) =>
  jointAnswers(
    some.map((run) => judgedRun(run, 'validation')),
    noPause,
  );
const joint = await jointOf(runs);

test('the best run is right most often; of equals it is surer of what is right', async () => {
  expect(await bestRun(joint, noPause)).toBe(0);
  const [, ...others] = runs;
  // Both are right twice; their losses are the same too, so it's the first.
  expect(await bestRun(await jointOf(others), noPause)).toBe(0);
  const surer = runSaying('d', [
    said('1', 0, 0.4, 0.6),
    said('2', 0, 0.4, 0.6),
    said('3', 1, 0.1, 0.9),
    said('4', 1, 0.05, 0.95),
  ]);
  expect(await bestRun(await jointOf([...others, surer]), noPause)).toBe(2);
});

test('what each brings, counted by hand', async () => {
  const { evaluation, members, gain } = await ensembleFigures(
    'validation',
    joint,
    [0.5, 0.25, 0.25],
    0,
    noPause,
  );
  // Means of “cat”: 0.625, 0.5, 0.375, 0.35; the second photo is a draw, and the first of equals is answered.
  expect(evaluation.predictions.map(({ predicted }) => predicted)).toEqual([0, 0, 1, 1]);
  expect(correctCount(evaluation)).toBe(4);
  expect(members.map(({ alone }) => alone)).toEqual([3, 2, 2]);
  // Without a: 0.65, 0.4, 0.35, 0.1. Without b: 0.533, 0.533, 0.3, 0.433. Without c: 0.7, 0.533, 0.467, 0.433.
  expect(members.map(({ without }) => without)).toEqual([3, 4, 4]);
  expect(gain).toEqual({ both: 3, onlyA: 1, onlyB: 0, neither: 0, total: 4, p: 1 });
});

test('a run that has all the weight has nobody to be left to', async () => {
  const { members } = await ensembleFigures('validation', joint, [1, 0, 0], 0, noPause);
  expect(members.map(({ without }) => without)).toEqual([null, 3, 3]);
});
