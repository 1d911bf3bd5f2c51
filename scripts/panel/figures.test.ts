import { expect, test } from 'vitest';
import type { Evaluation } from '../../src/core/evaluation/evaluation.ts';
import { defaultRecipe } from '../../src/core/training/recipe.ts';
import {
  type AnsweredRun,
  noAnswers,
  noTiming,
  plainRun,
  type RunAnswers,
  withAnswers,
} from '../../src/core/training/run.ts';
import { meansOf, resultOf, testFigures, triedAs } from './figures.ts';

/** Answers for photos of given labels: [label, predicted]. */
const evaluation = (split: 'validation' | 'test', ...answers: readonly [number, number][]): Evaluation => ({
  split,
  loss: 0,
  predictions: answers.map(([label, predicted], i) => ({
    sampleId: String(i),
    label,
    predicted,
    logits: new Float32Array(3),
  })),
});

const run = (answers: Partial<RunAnswers>, part: Partial<Pick<AnsweredRun, 'folds'>> = {}): AnsweredRun =>
  withAnswers(
    {
      ...plainRun,
      id: 'run',
      createdAt: 0,
      recipe: defaultRecipe,
      read: ['late'],
      classes: ['a', 'b', 'c'].map((name, colour) => ({ id: name, name, colour })),
      backend: 'wasm',
      counts: { train: 9, validation: 0, test: 4 },
      history: [],
      kept: 0,
      timing: { ...noTiming, extraction: 5000, choosing: 300, head: 20 },
      data: null,
      environment: null,
      ...part,
    },
    { ...noAnswers, ...answers },
  );

test('balanced accuracy is the mean recall of the classes that occur', () => {
  // scikit-learn: balanced_accuracy_score([0, 0, 0, 1], [0, 0, 1, 1]) = (2/3 + 1) / 2; the third class has no photos.
  const found = testFigures(evaluation('test', [0, 0], [0, 0], [0, 1], [1, 1]), 3);
  expect(found).toEqual({ accuracy: 0.75, balanced: expect.closeTo(5 / 6), correct: 3, total: 4 });
  // An answer of a class without photos is wrong, and no class to average over.
  expect(testFigures(evaluation('test', [0, 2], [0, 0], [1, 1], [1, 1]), 3).balanced).toBe(0.75);
});

test('a result is the mean over the seeds', () => {
  const runs = [
    run(
      { test: evaluation('test', [0, 0], [1, 1]), validation: evaluation('validation', [0, 0]) },
      { folds: 5 },
    ),
    run(
      { test: evaluation('test', [0, 0], [1, 0]), validation: evaluation('validation', [0, 1]) },
      { folds: 5 },
    ),
  ];
  expect(resultOf('leaves', { backbone: 'tiny' }, runs)).toEqual({
    set: 'leaves',
    backbone: 'tiny',
    read: ['late'],
    crossValidated: 0.5,
    test: { accuracy: 0.75, balanced: 0.75, correct: 1.5, total: 2 },
    milliseconds: 320,
  });
});

test('photos that were held out are no cross-validation', () => {
  const held = run({ test: evaluation('test', [0, 0]), validation: evaluation('validation', [0, 0]) });
  expect(resultOf('leaves', { backbone: 'tiny', recipe: null }, [held])).toMatchObject({
    recipe: null,
    crossValidated: null,
  });
});

test('a run that has judged no test photos is none', () => {
  expect(() => resultOf('leaves', { backbone: 'tiny' }, [run({})])).toThrow('judged no test photos');
  const empty = run({ test: evaluation('test') });
  expect(() => resultOf('leaves', { backbone: 'tiny' }, [empty])).toThrow('judged no test photos');
});

test('each data set counts the same in the mean', () => {
  const of = (set: string, backbone: string, ...answers: readonly [number, number][]) =>
    resultOf(set, { backbone }, [run({ test: evaluation('test', ...answers) })]);
  const results = [
    of('leaves', 'tiny', [0, 0], [1, 1], [1, 1]),
    of('leaves', 'large', [0, 0], [1, 1]),
    of('birds', 'tiny', [0, 1]),
  ];
  expect(meansOf(results)).toEqual([
    { backbone: 'tiny', sets: 2, test: { accuracy: 0.5, balanced: 0.5, correct: 3, total: 4 } },
    { backbone: 'large', sets: 1, test: { accuracy: 1, balanced: 1, correct: 2, total: 2 } },
  ]);
});

test('recipes are told where one was named', () => {
  const plain = { backbone: 'tiny', recipe: null, file: null, seeds: null };
  const deep = { ...plain, recipe: 'deep' };
  expect(triedAs(plain, [plain])).toEqual({ backbone: 'tiny' });
  expect(triedAs(plain, [plain, deep])).toEqual({ backbone: 'tiny', recipe: null });
  expect(triedAs(deep, [deep])).toEqual({ backbone: 'tiny', recipe: 'deep' });
});
