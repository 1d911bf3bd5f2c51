import { expect, it } from 'vitest';
import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import { mcnemar } from '../../core/evaluation/mcnemar.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';
import {
  type AnsweredRun,
  noAnswers,
  noTiming,
  plainRun,
  type RunAnswers,
  withAnswers,
} from '../../core/training/run.ts';
import { comparedWords, compareRuns, comparisonWords } from './run-comparison.ts';

const comparison = (onlyA: number, onlyB: number, both = 50) => ({
  both,
  onlyA,
  onlyB,
  neither: 0,
  total: both + onlyA + onlyB,
  p: mcnemar(onlyA, onlyB),
});
const words = (...counts: Parameters<typeof comparison>) =>
  comparisonWords(comparison(...counts), 'Run 5', 'Run 3').replaceAll('\u00a0', ' ');

// 2 · (1 + 11 + 55) / 2^11 = 6.5 %; 2 · (1 + 12 + 66) / 2^12 = 3.9 %; 2 / 2^5 = 6.3 %.
it('says whether a difference is real', () => {
  expect(words(9, 2)).toBe(
    'Run 5 is right on 9 photos where Run 3 is wrong, and wrong on 2 where it is right. If both were equally good, chance would do this or more in 6.5 % of cases: not enough to prefer one.',
  );
  expect(words(2, 10)).toBe(
    'Run 3 is right on 10 photos where Run 5 is wrong, and wrong on 2 where it is right. If both were equally good, chance would do this or more in 3.9 % of cases: Run 3 is better, this is hardly luck.',
  );
  expect(words(5, 0)).toMatch(
    /and wrong on none where it is right.* in 6\.3 % of cases: the two differ on too few/,
  );
  expect(words(30, 0)).toContain('in less than 0.05 % of cases');
});

it('says where there is nothing between them', () => {
  expect(words(0, 0)).toBe('Run 5 and Run 3 are right and wrong on the same photos. Neither is better here.');
  expect(words(4, 4)).toBe('Each is right on 4 photos where the other is wrong. Neither is better here.');
  expect(words(0, 0, 0)).toContain('there is nothing to compare');
});

it('asks for more where several are compared at once', () => {
  const clear = comparison(2, 10);
  expect(comparisonWords(clear, 'a', 'b', 1)).toContain('b is better');
  expect(comparisonWords(clear, 'a', 'b', 2)).toContain('not enough to prefer one');
});

it('has a capital letter where a sentence begins, and nowhere else', () => {
  const together = (onlyA: number, onlyB: number) =>
    comparisonWords(comparison(onlyA, onlyB), 'the ensemble', 'Run 1');
  expect(together(3, 1)).toContain('The ensemble is right on 3');
  expect(together(1, 3)).toContain('where the ensemble is wrong');
  expect(together(0, 0)).toContain('The ensemble and Run 1 are right');
});

const evaluation = (
  split: Evaluation['split'],
  ids: string,
  labels: string,
  answers: string,
): Evaluation => ({
  split,
  loss: 0,
  predictions: [...ids].map((sampleId, i) => ({
    sampleId,
    label: Number(labels[i]),
    predicted: Number(answers[i]),
    logits: new Float32Array(2),
  })),
});
const run = (
  answers: Partial<RunAnswers>,
  change: Partial<Omit<AnsweredRun, keyof RunAnswers | 'answers'>> = {},
): AnsweredRun =>
  withAnswers(
    {
      ...plainRun,
      id: 'x',
      createdAt: 0,
      recipe: defaultRecipe,
      classes: ['a', 'b'].map((id, colour) => ({ id, name: id, colour })),
      backend: 'wasm',
      counts: { train: 0, validation: 0, test: 0 },
      history: [],
      kept: 0,
      timing: noTiming,
      ...change,
    },
    { ...noAnswers, ...answers },
  );

it('counts only photos that were held out from both, with the classes of each run in its own order', () => {
  const a = run({ validation: evaluation('validation', '1234', '0011', '0101') });
  // Photo 4 was one of this run's training photos; 5 of the other's.
  const b = run(
    {
      validation: evaluation('validation', '1235', '1100', '1111'),
      train: evaluation('train', '4', '0', '0'),
    },
    { id: 'y', classes: a.classes.toReversed() },
  );
  // 1: both right; 2: only b; 3: neither.
  const result = compareRuns(a, b, 'validation');
  expect(result).toMatchObject({ both: 1, onlyA: 0, onlyB: 1, neither: 1, total: 3 });
  expect(comparedWords(result.total, a, b, 'validation')).toBe(
    'Compared on 3 validation photos that both were judged by; 1 and 1 others are left out.',
  );
  expect(compareRuns(a, b, 'test').total).toBe(0);
});

it('compares nothing between a run and one that shows its figure', () => {
  const answers = { validation: evaluation('validation', '12', '01', '01') };
  const a = run(answers, { id: 'a' });
  const all = run(answers, { id: 'all', measuredBy: 'a' });
  expect(compareRuns(a, all, 'validation').total).toBe(0);
  expect(compareRuns(a, run(answers, { id: 'b' }), 'validation').total).toBe(2);
});
