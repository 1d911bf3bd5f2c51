import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { balancedWeights, beta, mixingMatrix, softTargets } from './targets.ts';

describe('targets', () => {
  test('are one-hot without smoothing', () => {
    expect([...softTargets([2, 0], { classes: 3, smoothing: 0, weights: null })]).toEqual([0, 0, 1, 1, 0, 0]);
  });

  test('smoothing: (1 − ε) · one-hot + ε / classes, as in the paper with ε 0.1', () => {
    const [a, b, c, d] = softTargets([1], { classes: 4, smoothing: 0.1, weights: null });
    expect(b).toBeCloseTo(0.925, 6);
    for (const other of [a, c, d]) expect(other).toBeCloseTo(0.025, 6);
  });

  test('a row sums to its class’s weight', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.array(fc.nat(2)), (smoothing, labels) => {
        const weights = Float32Array.of(0.5, 1, 3);
        const rows = softTargets(labels, { classes: 3, smoothing, weights });
        labels.forEach((label, i) => {
          const sum = rows.subarray(3 * i, 3 * i + 3).reduce((a, b) => a + b, 0);
          expect(sum).toBeCloseTo(weights[label] ?? Number.NaN, 5);
        });
      }),
    );
  });
});

describe('balanced weights', () => {
  test('are n / (classes · count): compute_class_weight("balanced") of scikit-learn', () => {
    // compute_class_weight(class_weight="balanced", classes=[0, 1], y=[1, 1, 1, 1, 0, 0]) is [1.5, 0.75] in its docs.
    expect([...balancedWeights([1, 1, 1, 1, 0, 0], 2)]).toEqual([1.5, 0.75]);
  });

  test('each class that has examples weighs alike, and the mean over examples is 1', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 1 }), (labels) => {
        const weights = balancedWeights(labels, 6);
        const present = new Set(labels);
        for (const label of present) {
          const count = labels.filter((other) => other === label).length;
          expect((weights[label] ?? 0) * count).toBeCloseTo(labels.length / present.size, 4);
        }
        const sum = labels.reduce((total, label) => total + (weights[label] ?? 0), 0);
        expect(sum / labels.length).toBeCloseTo(1, 5);
      }),
    );
  });
});

describe('mixup', () => {
  test.each([0.1, 0.4, 1, 3])('Beta(%d, α) has the moments of its definition', (alpha) => {
    const random = seededRandom('beta');
    const draws = Array.from({ length: 40_000 }, () => beta(alpha, random));
    const moment = (k: number) => draws.reduce((sum, x) => sum + x ** k, 0) / draws.length;
    // E[xᵏ] = Π (α + r) / (2α + r), r from 0 to k − 1.
    for (let k = 1, expected = 1; k <= 4; k++) {
      expected *= (alpha + k - 1) / (2 * alpha + k - 1);
      // Five standard errors; no power of x in [0, 1] varies more than ½ around its mean.
      expect(Math.abs(moment(k) - expected)).toBeLessThan((5 * 0.5) / Math.sqrt(draws.length));
    }
    for (const x of draws) expect(x >= 0 && x <= 1).toBe(true);
  });

  test('a tiny α gives one of the two, and never no number', () => {
    const random = seededRandom('tiny');
    for (let i = 0; i < 1000; i++) {
      const x = beta(0.001, random);
      expect(Math.min(x, 1 - x)).toBeLessThan(0.5);
      expect(x).not.toBeNaN();
    }
  });

  test('each example keeps the larger share and gets the rest from the next', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 0.05, max: 5, noNaN: true }),
        (size, alpha) => {
          const matrix = mixingMatrix(size, alpha, seededRandom(size));
          for (let i = 0; i < size; i++) {
            const row = matrix.subarray(i * size, (i + 1) * size);
            expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
            expect(row[i]).toBeGreaterThanOrEqual(0.5);
            row.forEach((share, j) => {
              if (j !== i && j !== (i + 1) % size) expect(share).toBe(0);
            });
          }
        },
      ),
    );
  });
});
