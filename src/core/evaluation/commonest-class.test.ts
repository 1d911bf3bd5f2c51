import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonestClass } from './commonest-class.ts';
import { confusionMatrix } from './confusion.ts';

const prediction = (label: number, predicted: number) => ({
  sampleId: '',
  label,
  predicted,
  logits: new Float32Array(),
});
/** `counts[label][predicted]` photos. */
const matrix = (counts: readonly (readonly number[])[]) =>
  confusionMatrix(
    counts.flatMap((row, label) =>
      row.flatMap((count, predicted) => Array.from({ length: count }, () => prediction(label, predicted))),
    ),
    counts.length,
  );
const names = ['a', 'b', 'c'];

// scikit-learn 1.7: balanced_accuracy_score of these labels is (95/100 + 1/10 + 3/4) / 3.
test('the rule that always says the largest class, and the mean of the recalls', () => {
  const counts = [
    [95, 3, 2],
    [8, 1, 1],
    [1, 0, 3],
  ];
  const rule = commonestClass(matrix(counts), names);
  expect(rule).toMatchObject({ name: 'a', correct: 100, total: 114 });
  expect(rule?.balanced).toBeCloseTo((0.95 + 0.1 + 0.75) / 3, 12);
});

test('of classes up to twice as large as the smallest it says nothing that accuracy does not', () => {
  expect(
    commonestClass(
      matrix([
        [20, 0],
        [0, 10],
      ]),
      names,
    )?.balanced,
  ).toBeNull();
  expect(
    commonestClass(
      matrix([
        [21, 0],
        [0, 10],
      ]),
      names,
    )?.balanced,
  ).toBe(1);
});

test('a class without photos is none of them; of fewer than two there is no rule', () => {
  const empty = [
    [0, 0, 0],
    [0, 9, 0],
    [1, 0, 2],
  ];
  expect(commonestClass(matrix(empty), names)).toMatchObject({ name: 'b', correct: 9, total: 12 });
  expect(commonestClass(matrix([[5]]), names)).toBeNull();
  expect(commonestClass(matrix([]), names)).toBeNull();
});

test('whoever says it is right as often as the rule, and by chance in the mean of the classes', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(sizes, (supports) => {
      const largest = supports.indexOf(Math.max(...supports));
      const counts = supports.map((size) =>
        supports.map((_, predicted) => (predicted === largest ? size : 0)),
      );
      const all = matrix(counts);
      const rule = commonestClass(all, supports.map(String));
      expect(rule?.correct).toBe(all.correct);
      if (rule?.balanced !== null) expect(rule?.balanced).toBeCloseTo(1 / supports.length, 12);
    }),
  );
});
