import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argmax } from '../training/metrics.ts';
import type { Answer } from './answers.ts';
import { type ClassReport, classReport, classScores, meanScores } from './class-metrics.ts';
import { confusionMatrix } from './confusion.ts';

function answers(labels: readonly number[], answered: readonly number[], classes = 3): Answer[] {
  return labels.map((label, i) => {
    const predicted = answered[i] ?? 0;
    const probabilities = new Float32Array(classes).fill(0.1);
    probabilities[predicted] = 0.8;
    return {
      sampleId: `s${i}`,
      label,
      predicted,
      logits: probabilities.map(Math.log),
      probabilities,
      probability: 0.8,
      rank: predicted === label ? 0 : 1,
    };
  });
}

function reportOn(...request: Parameters<typeof classReport>): ClassReport {
  const parts = classReport(...request);
  for (;;) {
    const step = parts.next();
    if (step.done) return step.value;
  }
}

const scoresOf = (labels: readonly number[], answered: readonly number[], classes = 3) =>
  classScores(confusionMatrix(answers(labels, answered, classes), classes));

const rounded = (value: number | null | undefined) => value?.toFixed(2);

// sklearn.metrics.classification_report: its docstring, the user guide's section on it, and the docstring of
// precision_recall_fscore_support with the classes in the order pig, dog, cat.
// Two digits there; that last one cuts off (0.26...) where this rounds.
const reports = [
  {
    labels: [0, 1, 2, 2, 2],
    answered: [0, 0, 2, 2, 1],
    classes: [
      ['0.50', '1.00', '0.67', 1],
      ['0.00', '0.00', '0.00', 1],
      ['1.00', '0.67', '0.80', 3],
    ],
    macro: ['0.50', '0.56', '0.49'],
    weighted: ['0.70', '0.60', '0.61'],
  },
  {
    labels: [0, 1, 2, 2, 0],
    answered: [0, 0, 2, 1, 0],
    classes: [
      ['0.67', '1.00', '0.80', 2],
      ['0.00', '0.00', '0.00', 1],
      ['1.00', '0.50', '0.67', 2],
    ],
    macro: ['0.56', '0.50', '0.49'],
    weighted: ['0.67', '0.60', '0.59'],
  },
  {
    labels: [2, 1, 0, 2, 1, 0],
    answered: [2, 0, 1, 2, 2, 1],
    classes: [
      ['0.00', '0.00', '0.00', 2],
      ['0.00', '0.00', '0.00', 2],
      ['0.67', '1.00', '0.80', 2],
    ],
    macro: ['0.22', '0.33', '0.27'],
    weighted: ['0.22', '0.33', '0.27'],
  },
] as const;

describe("scikit-learn's documented examples", () => {
  it.each(reports)('$labels answered by $answered', ({ labels, answered, classes, macro, weighted }) => {
    const scores = scoresOf(labels, answered);
    expect(
      scores.map(({ precision, recall, f1, support }) => [
        rounded(precision),
        rounded(recall),
        rounded(f1),
        support,
      ]),
    ).toEqual(classes);
    for (const [kind, published] of [
      ['macro', macro],
      ['weighted', weighted],
    ] as const) {
      const { precision, recall, f1 } = meanScores(scores, kind);
      expect([precision, recall, f1].map((mean) => rounded(mean?.value))).toEqual(published);
    }
  });

  it('of zero_division: precision of what was never answered is undefined, and 0 in the mean', () => {
    // precision_score's docstring: y_true [0, 1, 2, 0, 1, 2], y_pred all 0, zero_division=np.nan: [0.33, nan, nan].
    const scores = scoresOf([0, 1, 2, 0, 1, 2], [0, 0, 0, 0, 0, 0]);
    expect(scores.map(({ precision }) => precision)).toEqual([1 / 3, null, null]);
    expect(meanScores(scores, 'macro').precision).toEqual({ value: 1 / 9, undefinedAsZero: 2 });
    // F1 is not undefined there: there are photos that it missed.
    expect(scores.map(({ f1 }) => f1)).toEqual([0.5, 0, 0]);
  });
});

describe('classes without photos', () => {
  it('are left out of the means where they were not answered either', () => {
    const scores = scoresOf([0, 0], [0, 0], 4);
    expect(scores[3]).toMatchObject({ precision: null, recall: null, f1: null, support: 0 });
    expect(meanScores(scores, 'macro').f1).toEqual({ value: 1, undefinedAsZero: 0 });
  });

  it('have no recall and no average precision, and their precision is 0 where they were answered', () => {
    const report = reportOn(answers([0, 0], [0, 1]), 3);
    expect(report.classes[1]).toMatchObject({
      precision: 0,
      recall: null,
      f1: 0,
      answered: 1,
      averagePrecision: null,
    });
    expect(report.macro.recall).toEqual({ value: 0.25, undefinedAsZero: 1 });
    expect(report.weighted.recall).toEqual({ value: 0.5, undefinedAsZero: 0 });
    expect(report.macro.averagePrecision).toEqual({ value: 1, undefinedAsZero: 0 });
  });

  it('leave nothing to take a mean of where there are no photos at all', () => {
    const report = reportOn([], 3);
    expect(report.macro).toEqual({ precision: null, recall: null, f1: null, averagePrecision: null });
    expect(report.weighted.f1).toBeNull();
  });
});

describe('invariants', () => {
  const classes = 5;
  const label = fc.nat({ max: classes - 1 });
  const pairs = fc.array(fc.tuple(label, label), { minLength: 1 });
  const scoresOfPairs = (all: readonly (readonly [number, number])[]) =>
    scoresOf(
      all.map(([of]) => of),
      all.map(([, as]) => as),
      classes,
    );

  it('weighted recall is accuracy', () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const right = all.filter(([of, as]) => of === as).length / all.length;
        expect(meanScores(scoresOfPairs(all), 'weighted').recall?.value).toBeCloseTo(right, 12);
      }),
    );
  });

  it('F1 is the harmonic mean of precision and recall', () => {
    fc.assert(
      fc.property(pairs, (all) => {
        for (const { precision, recall, f1 } of scoresOfPairs(all)) {
          if (precision === null || recall === null || precision + recall === 0) continue;
          expect(f1).toBeCloseTo((2 * precision * recall) / (precision + recall), 12);
        }
      }),
    );
  });

  it('support and answers each add up to the photos', () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const scores = scoresOfPairs(all);
        const sum = (of: 'support' | 'answered') => scores.reduce((before, each) => before + each[of], 0);
        expect(sum('support')).toBe(all.length);
        expect(sum('answered')).toBe(all.length);
      }),
    );
  });

  it('average precision does not depend on the order of the photos', () => {
    const photo = fc.record({
      label,
      probabilities: fc
        .array(fc.nat({ max: 10 }), { minLength: classes, maxLength: classes })
        .map((values) => Float32Array.from(values, (value) => value / 10)),
    });
    fc.assert(
      fc.property(fc.array(photo), (photos) => {
        const of = (rows: typeof photos) =>
          reportOn(
            rows.map((row, i) => ({
              ...row,
              sampleId: `s${i}`,
              predicted: argmax(row.probabilities),
              logits: row.probabilities,
              probability: 0,
            })),
            classes,
          );
        expect(of(photos.toReversed())).toEqual(of(photos));
      }),
    );
  });
});
