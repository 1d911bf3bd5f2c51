import { describe, expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { answersOf } from './answers.ts';
import { calibrate } from './calibrate.ts';
import { brierScore, expectedCalibrationError, reliabilityBins } from './calibration.ts';
import { classReport, classScores, meanScores } from './class-metrics.ts';
import { commonestClass } from './commonest-class.ts';
import { cellCount, confusionMatrix, confusions, filledCells, partOf } from './confusion.ts';
import { classOrder, classOrders } from './confusion-order.ts';
import { evaluate } from './evaluate.ts';
import { stratifiedFolds } from './folds.ts';
import { familiarityAt, fitKnownFeatures } from './known-features.ts';
import { findLabelIssues } from './label-issues.ts';
import { topKCount } from './top-k.ts';
import { wilsonInterval } from './wilson.ts';

/*
 * 2,000 classes of three photos: of each the first two are recognised, the third is taken for the next class. What every
 * figure must be follows from that.
 */
const CLASSES = 2000;
const EACH = 3;
const PHOTOS = CLASSES * EACH;
const names = Array.from({ length: CLASSES }, (_, i) => `class ${i}`);

const photos = Array.from({ length: PHOTOS }, (_, i) => {
  const label = Math.floor(i / EACH);
  const logits = new Float32Array(CLASSES);
  logits[i % EACH === 2 ? (label + 1) % CLASSES : label] = 12;
  // The label comes second where it is not the answer.
  if (i % EACH === 2) logits[label] = 6;
  return { sampleId: `photo ${i}`, label, logits, score: 0.5 };
});
const evaluation = evaluate('validation', photos);
const answers = answersOf(evaluation, 1);
const matrix = confusionMatrix(answers, CLASSES);

describe('with 2,000 classes', () => {
  test('the matrix and its orders', () => {
    expect(matrix.total).toBe(PHOTOS);
    expect(matrix.correct).toBe(2 * CLASSES);
    expect(filledCells(matrix)).toHaveLength(2 * CLASSES);
    expect(confusions(matrix)).toHaveLength(CLASSES);
    for (const order of classOrders) {
      const classes = classOrder(matrix, names, order);
      expect(new Set(classes).size).toBe(CLASSES);
      expect(cellCount(partOf(matrix, classes), 0, 0)).toBe(2);
    }
  });

  test('the scores of classes and their means', () => {
    const scores = classScores(matrix);
    for (const { support, answered, correct } of scores)
      expect([support, answered, correct]).toEqual([3, 3, 2]);
    expect(meanScores(scores, 'macro').f1?.value).toBeCloseTo(2 / 3, 9);
    expect(commonestClass(matrix, names)).toMatchObject({ correct: 3, total: PHOTOS });
    const parts = classReport(answers, CLASSES);
    let part = parts.next();
    while (!part.done) part = parts.next();
    expect(part.value.classes).toHaveLength(CLASSES);
    expect(part.value.macro.recall?.value).toBeCloseTo(2 / 3, 9);
  });

  test('top k, calibration, temperature and intervals', () => {
    expect(topKCount(photos, 1)).toBe(2 * CLASSES);
    expect(topKCount(photos, 2)).toBe(PHOTOS);
    expect(brierScore(answers)).toBeGreaterThan(0);
    expect(expectedCalibrationError(reliabilityBins(answers, 10))).toBeGreaterThan(0.2);
    expect(calibrate(evaluation).temperature).toBeGreaterThan(1);
    expect(wilsonInterval(2 * CLASSES, PHOTOS).low).toBeLessThan(2 / 3);
  });

  test('labels to check', () => {
    const { suspects, total } = findLabelIssues(evaluation.predictions, CLASSES);
    expect(total).toBe(PHOTOS);
    expect(suspects).toHaveLength(CLASSES);
  });

  test('how much a picture looks like one of them', () => {
    const rows = photos.map(({ label }, i) => Float32Array.of(label % 50, Math.floor(label / 50), i % EACH));
    const known = fitKnownFeatures(
      rows,
      photos.map(({ label }) => label),
      CLASSES,
    );
    expect(known.means).toHaveLength(CLASSES);
    expect(familiarityAt(known, Float32Array.of(0, 0, 0))).not.toBeNaN();
  });

  test('folds', () => {
    const folds = stratifiedFolds(
      photos.map(({ label, sampleId }) => ({ label, hash: sampleId, group: null })),
      3,
      seededRandom('folds'),
    );
    expect([...folds.of].filter((fold) => fold === 0)).toHaveLength(CLASSES);
  });
});
