import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { normal } from '../training/initial.ts';
import { argmax } from '../training/metrics.ts';
import type { Prediction } from './evaluation.ts';
import {
  classThresholds,
  confidentClass,
  confidentJoint,
  findLabelIssues,
  jointDistribution,
  type LabelIssue,
  rankIssues,
} from './label-issues.ts';

/** A prediction with these probabilities. */
function prediction(sampleId: string, label: number, probabilities: readonly number[]): Prediction {
  const logits = Float32Array.from(probabilities, (p) => Math.log(p));
  return { sampleId, label, predicted: argmax(logits), logits };
}

/**
 * Worked by hand from the paper's definitions. Thresholds: (0.9 + 0.7 + 0.2) / 3 = 0.6 of class 0,
 * (0.8 + 0.6 + 0.25) / 3 = 0.55 of class 1.
 */
const worked = [
  prediction('a', 0, [0.9, 0.1]),
  prediction('b', 0, [0.7, 0.3]),
  // Of class 1 by 0.8 ≥ 0.55: a label error.
  prediction('c', 0, [0.2, 0.8]),
  prediction('d', 1, [0.2, 0.8]),
  prediction('e', 1, [0.4, 0.6]),
  // Of class 0 by 0.75 ≥ 0.6.
  prediction('f', 1, [0.75, 0.25]),
];
const probabilitiesOf = (predictions: readonly Prediction[]) =>
  predictions.map(({ label, logits }) => ({ label, probabilities: logits.map((logit) => Math.exp(logit)) }));

/** [label][class], 0 where nothing is. */
const dense = (joint: ReturnType<typeof confidentJoint>) =>
  joint.map((row) => Array.from(joint, (_, other) => row.get(other) ?? 0));
const sparse = (rows: readonly (readonly number[])[]) => rows.map((row) => new Map(row.entries()));
const jointOf = (photos: ReturnType<typeof probabilitiesOf>, thresholds: Float64Array) =>
  dense(
    confidentJoint(
      photos.map(({ label, probabilities }) => ({
        label,
        counted: confidentClass(probabilities, thresholds),
      })),
      thresholds.length,
    ),
  );

describe('by the definitions', () => {
  test('thresholds are the mean self-confidence of each label', () => {
    const [first, second] = classThresholds(probabilitiesOf(worked), 2);
    expect(first).toBeCloseTo(0.6, 6);
    expect(second).toBeCloseTo(0.55, 6);
    expect(classThresholds([], 1)[0]).toBe(Number.POSITIVE_INFINITY);
    // Of a label that is always wrong: that of guessing.
    expect(classThresholds(probabilitiesOf([prediction('a', 1, [0.9, 0.1])]), 2)[1]).toBe(0.5);
  });

  test('the confident joint counts photos by label and by the class that they confidently are', () => {
    expect(jointOf(probabilitiesOf(worked), Float64Array.of(0.6, 0.55))).toEqual([
      [2, 1],
      [1, 2],
    ]);
    // 0.59 and 0.41 reach no threshold; of two that are reached the larger counts.
    const unsure = probabilitiesOf([prediction('x', 0, [0.59, 0.41]), prediction('y', 0, [0.45, 0.55])]);
    expect(jointOf(unsure, Float64Array.of(0.6, 0.6))).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(jointOf(unsure, Float64Array.of(0.3, 0.3))).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });

  test('suspects have the answer as suggestion, and the estimate is the joint’s share off the diagonal', () => {
    const { estimate, total, suspects } = findLabelIssues(worked, 2);
    // (1/3 · 3/6 + 1/3 · 3/6) · 6 photos.
    expect(estimate).toBeCloseTo(2, 6);
    expect(total).toBe(6);
    expect(
      suspects.map(({ sampleId, given, suggested, confident }) => [sampleId, given, suggested, confident]),
    ).toEqual([
      ['c', 0, 1, true],
      ['f', 1, 0, true],
    ]);
  });
});

test('the joint distribution of figure 1 of the paper', () => {
  // Northcutt, Jiang & Chuang 2021, figure 1: the confident joint of dog, fox and cow, and Q estimated from it.
  const joint = [
    [100, 40, 20],
    [56, 60, 0],
    [32, 12, 80],
  ];
  const q = dense(
    jointDistribution(
      sparse(joint),
      joint.map((row) => row.reduce((a, b) => a + b)),
    ),
  );
  const published = [
    [0.25, 0.1, 0.05],
    [0.14, 0.15, 0],
    [0.08, 0.03, 0.2],
  ];
  q.forEach((row, i) => {
    row.forEach((share, j) => {
      expect(share).toBeCloseTo(published[i]?.[j] ?? Number.NaN, 10);
    });
  });
});

test('the joint distribution keeps each label’s share, whatever was confident', () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 5 })
        .chain((m) =>
          fc.tuple(
            fc.array(fc.array(fc.nat(9), { minLength: m, maxLength: m }), { minLength: m, maxLength: m }),
            fc.array(fc.integer({ min: 1, max: 50 }), { minLength: m, maxLength: m }),
          ),
        ),
      ([joint, labels]) => {
        const total = labels.reduce((a, b) => a + b);
        dense(jointDistribution(sparse(joint), labels)).forEach((row, label) => {
          expect(row.reduce((a, b) => a + b)).toBeCloseTo((labels[label] ?? 0) / total, 10);
        });
      },
    ),
  );
});

test('rankings as cleanlab defines them: by p of the label, or by p of the label minus the largest other', () => {
  const issue = (sampleId: string, confidence: number, suggestedConfidence: number): LabelIssue => ({
    sampleId,
    given: 0,
    suggested: 1,
    confidence,
    suggestedConfidence,
    confident: true,
  });
  const issues = [issue('a', 0.3, 0.6), issue('b', 0.1, 0.35), issue('c', 0.05, 0.9)];
  const order = (ranking: 'margin' | 'selfConfidence') =>
    rankIssues(issues, ranking).map(({ sampleId }) => sampleId);
  expect(order('margin')).toEqual(['c', 'a', 'b']);
  expect(order('selfConfidence')).toEqual(['c', 'b', 'a']);
});

describe('planted errors', () => {
  const random = seededRandom('planted');
  const classes = 6;
  const total = 1200;
  /** Logits of a fair model: the true class is ahead, by more or less. */
  const photos = Array.from({ length: total }, (_, i) => {
    const truth = i % classes;
    const planted = random() < 0.05;
    const label = planted ? (truth + 1 + Math.floor(random() * (classes - 1))) % classes : truth;
    const logits = Float32Array.from({ length: classes }, (_, j) => (j === truth ? 3 : 0) + normal(random));
    return { sampleId: String(i), label, predicted: argmax(logits), logits, planted, truth };
  });
  const planted = photos.filter((photo) => photo.planted);

  test.each(['margin', 'selfConfidence'] as const)(
    'nearly all are among the first tenth, by %s',
    (ranking) => {
      const { suspects } = findLabelIssues(photos, classes, ranking);
      const first = new Map(suspects.slice(0, total / 10).map((suspect) => [suspect.sampleId, suspect]));
      const found = planted.filter(({ sampleId }) => first.has(sampleId));
      expect(found.length / planted.length).toBeGreaterThan(0.95);
      const right = found.filter(({ sampleId, truth }) => first.get(sampleId)?.suggested === truth);
      expect(right.length / found.length).toBeGreaterThan(0.9);
    },
  );

  test('the estimate is near their number, and near none where there are none', () => {
    expect(findLabelIssues(photos, classes).estimate / planted.length).toBeGreaterThan(0.7);
    expect(findLabelIssues(photos, classes).estimate / planted.length).toBeLessThan(1.5);
    const clean = photos.map((photo) => ({ ...photo, label: photo.truth }));
    expect(findLabelIssues(clean, classes).estimate).toBeLessThan(planted.length / 3);
  });
});

test('without photos nothing is estimated', () => {
  expect(findLabelIssues([], 3)).toEqual({ estimate: 0, total: 0, suspects: [] });
});
