import { expect, test } from 'vitest';
import { crossValidationFigures, type Fold } from './cross-validation.ts';

const fold = (repeat: number, correct: number, total: number): Fold => ({
  repeat,
  correct,
  total,
  loss: 0.5,
});

test('mean, spread and what each repeat got right', () => {
  const models = [fold(0, 8, 10), fold(0, 9, 10), fold(1, 10, 10), fold(1, 7, 10)];
  const figures = crossValidationFigures({ models, repeats: 2 });
  expect(figures.mean).toBeCloseTo(0.85, 10);
  // 0.8, 0.9, 1 and 0.7 lie 0.05, 0.05, 0.15 and 0.15 from their mean.
  expect(figures.deviation).toBeCloseTo(Math.sqrt(0.05 / 3), 10);
  expect(figures).toMatchObject({
    lowest: 0.7,
    highest: 1,
    repeats: [
      { correct: 17, total: 20 },
      { correct: 17, total: 20 },
    ],
  });
});

test('the mean counts photos, not folds', () => {
  expect(crossValidationFigures({ models: [fold(0, 1, 1), fold(0, 1, 3)], repeats: 1 }).mean).toBe(0.5);
  expect(crossValidationFigures({ models: [fold(0, 1, 2)], repeats: 1 }).deviation).toBe(0);
});
