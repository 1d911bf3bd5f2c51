import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RATE_STEPS, RateCurve, searchRateAt, valley } from './rate-search.ts';

const pointsOf = (losses: readonly number[]) => losses.map((loss, i) => ({ rate: searchRateAt(i), loss }));
/** Flat for a while, falling along half a cosine, flat again. */
const falling = (from: number, to: number) =>
  pointsOf(
    Array.from({ length: RATE_STEPS }, (_, i) => {
      const share = Math.min(1, Math.max(0, (i - from) / (to - from)));
      return 2 + Math.cos(Math.PI * share);
    }),
  );

test('rates rise exponentially from 1e-5 to 1', () => {
  expect(searchRateAt(0)).toBeCloseTo(1e-5, 12);
  expect(searchRateAt(RATE_STEPS - 1)).toBeCloseTo(1, 12);
  for (let i = 2; i < RATE_STEPS; i++)
    expect(searchRateAt(i) / searchRateAt(i - 1)).toBeCloseTo(searchRateAt(1) / searchRateAt(0), 9);
});

describe('the curve', () => {
  test('is the exponential average with bias correction (Kingma & Ba 2015, section 3)', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 2, noNaN: true }), { minLength: 1 }), (losses) => {
        const curve = new RateCurve();
        losses.forEach((loss, i) => {
          curve.add(i, loss);
        });
        const last = losses.length - 1;
        const weights = losses.map((_, i) => 0.98 ** (last - i));
        const mean =
          losses.reduce((sum, loss, i) => sum + loss * (weights[i] ?? 0), 0) /
          weights.reduce((a, b) => a + b);
        expect(curve.points[last]?.loss).toBeCloseTo(mean, 9);
      }),
    );
  });

  test('ends where the smoothed loss is more than four times its lowest', () => {
    const curve = new RateCurve();
    expect(curve.add(0, 1)).toBe(true);
    let steps = 0;
    while (curve.add(0, 50)) steps++;
    const losses = curve.points.map(({ loss }) => loss);
    expect(losses.at(-1)).toBeGreaterThan(4);
    expect(losses.at(-2)).toBeLessThanOrEqual(4);
    expect(steps).toBe(losses.length - 2);
  });

  test('ends at a loss that is no number, and leaves that out', () => {
    const curve = new RateCurve();
    curve.add(0, 1);
    expect(curve.add(0, Number.NaN)).toBe(false);
    expect(curve.points).toHaveLength(1);
  });
});

describe('the suggestion', () => {
  test('lies in the middle of the longest valley', () => {
    const points = falling(30, 70);
    const suggestion = valley(points) ?? 0;
    expect(suggestion).toBeGreaterThan(searchRateAt(44));
    expect(suggestion).toBeLessThan(searchRateAt(56));
  });

  test('noise does not break a valley up, and a rise at the end does not move it', () => {
    const points = falling(30, 70).map(({ rate, loss }, i) => ({
      rate,
      loss: i > 80 ? loss + (i - 80) / 10 : loss + (i % 2 ? 0.005 : 0),
    }));
    const suggestion = valley(points) ?? 0;
    expect(suggestion).toBeGreaterThan(searchRateAt(40));
    expect(suggestion).toBeLessThan(searchRateAt(60));
  });

  test('is none where the loss does not fall, or there are too few points', () => {
    expect(valley(pointsOf(new Array(RATE_STEPS).fill(1)))).toBeNull();
    expect(valley(pointsOf(Array.from({ length: RATE_STEPS }, (_, i) => 1 + i)))).toBeNull();
    expect(valley([])).toBeNull();
    expect(valley(pointsOf([3, 2, 1]))).toBeNull();
  });

  // By hand, with `valley` of fastai/callback/schedule.py: of these losses, after 10 that are left out and before 5,
  // 5 4 6 3 2 1 2 falls longest over 5 4 3 2 1, which ends at index 5; 5 − 5 = 0; a third is 1.67; 0 + 1 + 0 = 1.
  test('is fastai’s', () => {
    const losses = [...new Array(10).fill(9), 5, 4, 6, 3, 2, 1, 2, ...new Array(5).fill(9)];
    expect(valley(pointsOf(losses))).toBe(searchRateAt(11));
  });
});
