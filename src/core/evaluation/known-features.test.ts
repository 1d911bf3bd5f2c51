import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { normal } from '../training/initial.ts';
import { standardisationOf } from '../training/standardise.ts';
import {
  familiarityAt,
  familiarityOf,
  fitKnownFeatures,
  heldOutLikeness,
  knownOfPoints,
} from './known-features.ts';
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
  expect(familiarityOf(known, Float32Array.of(0.4, 0.6, 2))).toBeCloseTo(1.381459, 4);
  expect(familiarityOf(known, Float32Array.of(9, -3, 4))).toBeCloseTo(-111.3258, 3);
});

test.each([8, 64, 600])('tells classes it knows from one it does not, with %i features', (length) => {
  const random = seededRandom(`known ${length}`);
  const train = clouds(length, 60, [0, 1, 2], random);
  const known = fitKnownFeatures(train.rows, train.labels, 3);
  const scores = (classes: readonly number[]) =>
    clouds(length, 60, classes, random).rows.map((row) => familiarityOf(known, row));
  expect(auroc(scores([0, 1, 2]), scores([5]))).toBeGreaterThan(0.9);
});

test('one photo a class, features that never change and a class without photos are no trouble', () => {
  const rows = [Float32Array.of(1, 0, 7), Float32Array.of(0, 1, 7)];
  const known = fitKnownFeatures(rows, [0, 1], 3);
  expect(familiarityOf(known, Float32Array.of(1, 0, 7))).toBeGreaterThan(
    familiarityOf(known, Float32Array.of(-9, -9, 7)),
  );
  const alone = fitKnownFeatures([Float32Array.of(1, 2)], [0], 1);
  expect(familiarityOf(alone, Float32Array.of(5, 5))).toBe(0);
});

/** Points of three classes in folds; −1: in none. */
function inFolds(length: number) {
  const random = seededRandom('folds');
  const { rows, labels } = clouds(length, 45, [0, 1, 2], random);
  const folds = rows.map((_, i) => (i % 9 === 0 ? -1 : i % 4));
  return { rows, labels, folds };
}

test('a photo that is held out is judged as by what is known of the others', () => {
  const { rows, labels, folds } = inFolds(12);
  const scale = standardisationOf(rows);
  const scores = heldOutLikeness(rows, labels, 3, folds);
  for (let fold = 0; fold < 4; fold++) {
    const others = rows.flatMap((_, i) => (folds[i] === fold ? [] : [i]));
    const known = knownOfPoints(
      others.map((i) => rows[i] ?? new Float32Array()),
      others.map((i) => labels[i] ?? 0),
      3,
      scale,
    );
    rows.forEach((row, i) => {
      if (folds[i] === fold) expect(scores[i]).toBeCloseTo(familiarityAt(known, row), 3);
    });
  }
  scores.forEach((score, i) => {
    expect(Number.isNaN(score)).toBe(folds[i] === -1);
  });
});

test('held out, photos look as they would to what is fitted anew rather than to what has seen them', () => {
  const { rows, labels, folds } = inFolds(12);
  const all = fitKnownFeatures(rows, labels, 3);
  const points = rows.map((row) =>
    row.map((x, j) => (x - (all.scale.mean[j] ?? 0)) * (all.scale.inverseDeviation[j] ?? 0)),
  );
  const scores = heldOutLikeness(points, labels, 3, folds);
  const held = rows.flatMap((_, i) => (folds[i] === -1 ? [] : [i]));
  const afresh = held.map((i) => {
    const others = rows.flatMap((_, j) => (folds[j] === folds[i] ? [] : [j]));
    const known = fitKnownFeatures(
      others.map((j) => rows[j] ?? new Float32Array()),
      others.map((j) => labels[j] ?? 0),
      3,
    );
    return familiarityOf(known, rows[i] ?? new Float32Array());
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [heldOut, seen] = [
    held.map((i) => scores[i] ?? 0),
    held.map((i) => familiarityOf(all, rows[i] ?? new Float32Array())),
  ];
  // All photos have a part in the standardisation, which makes some of the difference and not most of it.
  const off = (values: readonly number[]) => Math.abs(mean(heldOut) - mean(values));
  expect(off(afresh)).toBeLessThan(off(seen));
});
