import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { normal } from '../training/initial.ts';
import { fitKnownFeatures, likeness } from './known-features.ts';
import { auroc } from './unknown.ts';

/** Points around one centre a class, in `length` dimensions. */
function clouds(length: number, count: number, classes: readonly number[], random: () => number) {
  const labels = Array.from({ length: count }, (_, i) => i % classes.length);
  const rows = labels.map((label) =>
    Float32Array.from({ length }, (_, j) => normal(random) + (j % 8 === classes[label] ? 3 : 0)),
  );
  return { rows, labels };
}

// numpy 2.4: standardise, class means, both covariances / n, (1 − ½)·C + ½·mean(diag C)·I, and
// min over classes of (x − m)ᵀ W⁻¹ (x − m), taken from xᵀ C⁻¹ x, in float64.
test('is the relative Mahalanobis distance that numpy gives', () => {
  const rows = [
    [0, 1, 2],
    [1, 0, 2.5],
    [0.5, 0.5, 1],
    [4, 5, 0],
    [5, 4, 1],
    [4.5, 6, 0.5],
  ].map((row) => Float32Array.from(row));
  const known = fitKnownFeatures(rows, [0, 0, 0, 1, 1, 1], 2);
  expect(likeness(known, Float32Array.of(0.4, 0.6, 2))).toBeCloseTo(1.381459, 4);
  expect(likeness(known, Float32Array.of(9, -3, 4))).toBeCloseTo(-111.3258, 3);
});

test.each([8, 64, 600])('tells classes it knows from one it does not, with %i features', (length) => {
  const random = seededRandom(`known ${length}`);
  const train = clouds(length, 60, [0, 1, 2], random);
  const known = fitKnownFeatures(train.rows, train.labels, 3);
  const scores = (classes: readonly number[]) =>
    clouds(length, 60, classes, random).rows.map((row) => likeness(known, row));
  expect(auroc(scores([0, 1, 2]), scores([5]))).toBeGreaterThan(0.9);
});

test('one photo a class, features that never change and a class without photos are no trouble', () => {
  const rows = [Float32Array.of(1, 0, 7), Float32Array.of(0, 1, 7)];
  const known = fitKnownFeatures(rows, [0, 1], 3);
  expect(likeness(known, Float32Array.of(1, 0, 7))).toBeGreaterThan(
    likeness(known, Float32Array.of(-9, -9, 7)),
  );
  const alone = fitKnownFeatures([Float32Array.of(1, 2)], [0], 1);
  expect(likeness(alone, Float32Array.of(5, 5))).toBe(0);
});
