import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchLine } from './line-search.ts';

/** ln(1 + e^(a · t)) − b · t, from which softmax losses are made: convex, with its minimum where it may. */
const softplus = (a: number, b: number) => (t: number) => {
  const share = 1 / (1 + Math.exp(-a * t));
  return {
    value: Math.max(0, a * t) + Math.log1p(Math.exp(-Math.abs(a * t))) - b * t,
    slope: a * share - b,
    bend: a * a * share * (1 - share),
  };
};

test('the step goes down and meets the strong Wolfe conditions, however bad the first guess', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      fc.double({ min: 0.51, max: 0.99, noNaN: true }),
      fc.double({ min: -4, max: 4, noNaN: true }),
      (a, share, guess) => {
        const f = softplus(a, share * a);
        const start = f(0);
        const found = searchLine(start, f, 10 ** guess / a);
        expect(found).not.toBeNull();
        if (!found) return;
        expect(found.point).toEqual(f(found.step));
        expect(found.point.value).toBeLessThan(start.value);
        expect(Math.abs(found.point.slope)).toBeLessThanOrEqual(-0.5 * start.slope);
      },
    ),
  );
});

test('where nothing goes down there is no step', () => {
  expect(searchLine({ value: 1, slope: -1 }, () => ({ value: 2, slope: 1, bend: 1 }), 1)).toBeNull();
});
