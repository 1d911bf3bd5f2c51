import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './wilson.ts';

describe('wilsonInterval', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3 (score, no continuity correction).
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('agrees with Newcombe for %i of %i', (correct, total, low, high) => {
    const interval = wilsonInterval(correct, total);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('is where the score test rejects: (p̂ − p)² = z² p (1 − p) / n at both ends', () => {
    for (const [correct, total] of [
      [231, 240],
      [3, 7],
      [999, 1000],
    ] as const) {
      const { low, high } = wilsonInterval(correct, total);
      for (const p of [low, high])
        expect((correct / total - p) ** 2).toBeCloseTo((1.959963984540054 ** 2 * p * (1 - p)) / total, 10);
    }
  });

  it('is symmetric under swapping right and wrong', () => {
    const right = wilsonInterval(17, 20);
    const wrong = wilsonInterval(3, 20);
    expect(right.low).toBeCloseTo(1 - wrong.high, 12);
    expect(right.high).toBeCloseTo(1 - wrong.low, 12);
  });

  it('ends at 0 and 1 exactly', () => {
    expect(wilsonInterval(0, 5).low).toBe(0);
    expect(wilsonInterval(5, 5).high).toBe(1);
  });

  it.each([
    [0, 0],
    [-1, 5],
    [6, 5],
    [Number.NaN, 5],
  ])('refuses %d of %d', (correct, total) => {
    expect(() => wilsonInterval(correct, total)).toThrow(RangeError);
  });
});
