import { expect, test } from 'vitest';
import { fisherLess } from './fisher.ts';

test('the lady tasting tea: 3 of 4 milk-first cups found (Fisher 1935; 17/70 that it is so many or more)', () => {
  // "So many or more of one kind" is "so few or fewer of the other".
  expect(fisherLess({ correct: 1, total: 4 }, { correct: 3, total: 4 })).toBeCloseTo(17 / 70, 12);
});

test("convictions of like-sex twins, as R's documentation of fisher.test gives it", () => {
  // fisher.test(matrix(c(2, 10, 15, 3), nrow = 2), alternative = "less"): p-value = 0.0004652
  expect(fisherLess({ correct: 2, total: 17 }, { correct: 10, total: 13 })).toBeCloseTo(0.0004652, 7);
});

test('counts the tables by hand: [[2, 8], [5, 1]], the complement of scipy’s example', () => {
  // scipy.stats.fisher_exact([[8, 2], [1, 5]], 'greater'): (C(9,8)·C(7,2) + C(9,9)·C(7,1)) / C(16,10)
  expect(fisherLess({ correct: 2, total: 10 }, { correct: 5, total: 6 })).toBeCloseTo(196 / 8008, 12);
});

test('is certain where nothing can be compared, and holds for thousands', () => {
  expect(fisherLess({ correct: 0, total: 0 }, { correct: 3, total: 5 })).toBe(1);
  expect(fisherLess({ correct: 3, total: 3 }, { correct: 0, total: 0 })).toBe(1);
  expect(fisherLess({ correct: 2500, total: 2500 }, { correct: 7000, total: 7500 })).toBeCloseTo(1, 9);
  expect(fisherLess({ correct: 2000, total: 2500 }, { correct: 7500, total: 7500 })).toBeLessThan(1e-100);
});
