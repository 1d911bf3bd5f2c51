import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runSaying, said } from '../../../test-support/core/prediction/fake-runs.ts';
import { isUnknown } from '../evaluation/unknown.ts';
import { isUnknownTogether, type Voter, votesOn } from './unknown-vote.ts';

const rule = { score: 'distance', threshold: 10, keeps: 0.95 } as const;
const stranger = (weight: number): Voter => ({ weight, rule, score: 5 });
const known = (weight: number): Voter => ({ weight, rule, score: 15 });

test('it takes more than half of the weight', () => {
  expect(isUnknownTogether([stranger(0.6), known(0.4)])).toBe(true);
  expect(isUnknownTogether([stranger(0.4), known(0.6)])).toBe(false);
  // In doubt a picture is answered.
  expect(isUnknownTogether([stranger(0.5), known(0.5)])).toBe(false);
});

test('a run without a rule, or without a score, does not vote', () => {
  const silent: Voter = { weight: 0.9, rule: null, score: 5 };
  const blind: Voter = { weight: 0.9, rule, score: null };
  expect(isUnknownTogether([silent, blind, stranger(0.06), known(0.04)])).toBe(true);
  expect(isUnknownTogether([silent, blind])).toBeNull();
  expect(isUnknownTogether([])).toBeNull();
});

test('one run alone judges as ever', () => {
  const score = fc.option(fc.integer({ min: 0, max: 20 }));
  fc.assert(
    fc.property(score, fc.option(fc.constant(rule)), (value, its) => {
      expect(isUnknownTogether([{ weight: 1, rule: its, score: value }])).toBe(isUnknown(its, value));
    }),
  );
});

test('what the vote costs, on the photos that all have judged', () => {
  const scored = (scores: Readonly<Record<string, number>>) =>
    runSaying(
      'run',
      Object.entries(scores).map(([id, score]) => ({ ...said(id, 0, 0.9, 0.1), score })),
      { unknown: rule },
    );
  const members = [
    { weight: 0.6, run: scored({ a: 5, b: 15, c: 5 }) },
    { weight: 0.4, run: scored({ b: 5, c: 15, d: 5 }) },
  ];
  expect(votesOn(members)).toEqual({ turnedAway: 1, total: 2 });
  expect(votesOn([])).toEqual({ turnedAway: 0, total: 0 });
});
