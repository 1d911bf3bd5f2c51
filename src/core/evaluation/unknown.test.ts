import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auroc, isUnknown, scoresOf, unknownRule } from './unknown.ts';

test('the scores of photos, and none where one is missing: then their share can’t be told', () => {
  expect(scoresOf([{ score: 2 }, { score: -1 }])).toEqual([2, -1]);
  expect(scoresOf([{ score: 2 }, {}])).toEqual([]);
});

describe('unknownRule', () => {
  const scores = Array.from({ length: 60 }, (_, i) => (i * 37) % 60);

  test('5 % of 60 photos are three: those of the lowest scores', () => {
    const rule = unknownRule(scores, 0.95);
    expect(rule).toEqual({ score: 'distance', threshold: 3, keeps: 0.95 });
    expect(scores.filter((score) => isUnknown(rule, score))).toHaveLength(3);
  });

  test('keeps all where all are to be kept, and the best one where none is', () => {
    expect(unknownRule(scores, 1)?.threshold).toBe(0);
    expect(unknownRule(scores, 0)?.threshold).toBe(59);
  });

  test('there is none for a handful of photos, and without one nothing is said', () => {
    expect(unknownRule(scores.slice(0, 9), 0.95)).toBeNull();
    expect(unknownRule(scores.slice(0, 10), 0.95)).not.toBeNull();
    expect(isUnknown(null, 0)).toBeNull();
    expect(isUnknown(unknownRule(scores, 0.95), null)).toBeNull();
  });

  test('keeps at least the share, and would not with any higher threshold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 10, maxLength: 80 }),
        fc.double({ min: 0.5, max: 1, noNaN: true }),
        (of, share) => {
          const rule = unknownRule(of, share);
          const above = (threshold: number) => of.filter((score) => score >= threshold).length / of.length;
          expect(above(rule?.threshold ?? 0)).toBeGreaterThanOrEqual(share - 1e-9);
          const higher = Math.min(...of.filter((score) => score > (rule?.threshold ?? 0)));
          if (Number.isFinite(higher)) expect(above(higher)).toBeLessThan(share + 1 / of.length);
        },
      ),
    );
  });
});

describe('auroc', () => {
  // The example of scikit-learn's roc_auc_score: y_true [0, 0, 1, 1], y_score [0.1, 0.4, 0.35, 0.8].
  test('is scikit-learn’s', () => {
    expect(auroc([0.35, 0.8], [0.1, 0.4])).toBe(0.75);
  });

  test('is the share of pairs in the right order, ties counting half', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(scores, scores, (known, unknown) => {
        const pairs = known.flatMap((a) => unknown.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)));
        expect(auroc(known, unknown)).toBeCloseTo(pairs.reduce((a, b) => a + b, 0) / pairs.length, 12);
      }),
    );
  });
});
