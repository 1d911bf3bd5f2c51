import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { againstRest, averagePrecision, curvePoints, pointAt, rocArea } from './curves.ts';

const of = (positives: readonly number[], negatives: readonly number[]) => ({
  positives: Float64Array.from(positives),
  negatives: Float64Array.from(negatives),
});

// The example of scikit-learn's documentation of precision_recall_curve, average_precision_score, roc_curve and
// roc_auc_score: y_true = [0, 0, 1, 1], y_scores = [0.1, 0.4, 0.35, 0.8].
const documented = of([0.35, 0.8], [0.1, 0.4]);

describe("scikit-learn's documented example", () => {
  const points = curvePoints(documented);

  it('of roc_curve', () => {
    expect(points.map((point) => point.falsePositiveRate)).toEqual([0, 0, 0.5, 0.5, 1]);
    expect(points.map((point) => point.recall)).toEqual([0, 0.5, 0.5, 1, 1]);
    expect(points.map((point) => point.threshold)).toEqual([Number.POSITIVE_INFINITY, 0.8, 0.4, 0.35, 0.1]);
  });

  it('of precision_recall_curve, which goes the other way', () => {
    const back = points.toReversed();
    expect(back.map((point) => point.precision)).toEqual([0.5, 2 / 3, 0.5, 1, 1]);
    expect(back.map((point) => point.recall)).toEqual([1, 1, 0.5, 0.5, 0]);
  });

  it('of average_precision_score (0.83) and roc_auc_score (0.75)', () => {
    expect(averagePrecision(documented)).toBeCloseTo(0.8333, 4);
    expect(rocArea(points)).toBe(0.75);
  });

  it('of average_precision_score for several classes: their mean is 0.77', () => {
    const labels = [0, 0, 1, 1, 2, 2];
    const scores = [
      [0.7, 0.2, 0.1],
      [0.4, 0.3, 0.3],
      [0.1, 0.8, 0.1],
      [0.2, 0.3, 0.5],
      [0.4, 0.4, 0.2],
      [0.1, 0.2, 0.7],
    ];
    const answers = scores.map((row, i) => ({
      label: labels[i] ?? -1,
      probabilities: Float32Array.from(row),
    }));
    const each = [0, 1, 2].map((label) => averagePrecision(againstRest(answers, label)) ?? 0);
    // Written there as 0.77..., cut off after two digits.
    expect(Math.floor((each.reduce((a, b) => a + b, 0) / 3) * 100)).toBe(77);
  });
});

const scores = fc.array(fc.integer({ min: 0, max: 20 }).map((value) => value / 20));
const some = fc.array(
  fc.integer({ min: 0, max: 20 }).map((value) => value / 20),
  { minLength: 1 },
);

describe('rocArea', () => {
  it('is the share of pairs in the right order, equals counted half (Mann & Whitney)', () => {
    fc.assert(
      fc.property(some, some, (positives, negatives) => {
        let right = 0;
        for (const p of positives) for (const n of negatives) right += p > n ? 1 : p === n ? 0.5 : 0;
        expect(rocArea(curvePoints(of(positives, negatives)))).toBeCloseTo(
          right / (positives.length * negatives.length),
          12,
        );
      }),
    );
  });

  it('is 1 less where the two are exchanged', () => {
    fc.assert(
      fc.property(some, some, (positives, negatives) => {
        const forth = rocArea(curvePoints(of(positives, negatives))) ?? Number.NaN;
        const back = rocArea(curvePoints(of(negatives, positives))) ?? Number.NaN;
        expect(forth + back).toBeCloseTo(1, 12);
      }),
    );
  });

  it('is undefined without photos of both kinds', () => {
    expect(rocArea(curvePoints(of([], [0.1])))).toBeNull();
    expect(rocArea(curvePoints(of([0.1], [])))).toBeNull();
  });
});

describe('averagePrecision', () => {
  it('is the area under the stairs of the precision-recall curve', () => {
    fc.assert(
      fc.property(some, scores, (positives, negatives) => {
        const points = curvePoints(of(positives, negatives));
        let area = 0;
        points.forEach((point, i) => {
          area += (point.recall - (points[i - 1]?.recall ?? 0)) * point.precision;
        });
        expect(averagePrecision(of(positives, negatives))).toBeCloseTo(area, 12);
      }),
    );
  });

  it('is the share of positive photos where all score the same, and 1 where they lead', () => {
    expect(averagePrecision(of([0.5], [0.5, 0.5, 0.5]))).toBe(0.25);
    expect(averagePrecision(of([0.9, 0.8], [0.7, 0.1]))).toBe(1);
  });

  it('is undefined without photos of the class', () => {
    expect(averagePrecision(of([], [0.3]))).toBeNull();
  });
});

describe('curvePoints', () => {
  it('count what each threshold calls positive', () => {
    fc.assert(
      fc.property(some, some, (positives, negatives) => {
        for (const { threshold, recall, precision, falsePositiveRate } of curvePoints(
          of(positives, negatives),
        )) {
          const found = positives.filter((score) => score >= threshold).length;
          const alarms = negatives.filter((score) => score >= threshold).length;
          expect(recall).toBe(found / positives.length);
          expect(falsePositiveRate).toBe(alarms / negatives.length);
          expect(precision).toBe(found + alarms === 0 ? 1 : found / (found + alarms));
        }
      }),
    );
  });

  it('answer for thresholds between the scores', () => {
    const points = curvePoints(documented);
    expect(pointAt(points, 0.5)?.threshold).toBe(0.8);
    expect(pointAt(points, 0.4)?.threshold).toBe(0.4);
    expect(pointAt(points, 0)?.threshold).toBe(0.1);
    expect(pointAt(points, 0.9)?.recall).toBe(0);
  });
});
