import { describe, expect, it } from 'vitest';
import { grownTop, roundUp, spread } from './scale.ts';

describe('roundUp', () => {
  it.each([
    [2.3, 2.5],
    [2.5, 2.5],
    [0.071, 0.08],
    [9.5, 10],
    [100, 100],
  ])('%d → %d', (value, expected) => {
    expect(roundUp(value)).toBeCloseTo(expected, 10);
  });
});

describe('grownTop', () => {
  it('starts at the first values and never comes down', () => {
    const first = grownTop(0, [2.3, 1.1]);
    expect(first).toBeCloseTo(2.5);
    expect(grownTop(first, [0.2, 0.1])).toBe(first);
    expect(grownTop(first, [2.6])).toBeCloseTo(3);
  });

  it('leaves out what is no number', () => {
    expect(grownTop(1, [null, Number.NaN, Number.POSITIVE_INFINITY])).toBe(1);
  });
});

describe('spread', () => {
  it('leaves apart what is apart', () => {
    expect(spread([10, 40], 16)).toEqual([10, 40]);
  });

  it('moves both by the same amount, in their order', () => {
    expect(spread([20, 24], 16)).toEqual([14, 30]);
    expect(spread([24, 20], 16)).toEqual([30, 14]);
  });
});
