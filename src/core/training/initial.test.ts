import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { heNormal, normal } from './initial.ts';

const moment = (values: ArrayLike<number>, power: number) =>
  Array.from(values).reduce((sum, value) => sum + value ** power, 0) / values.length;

test('normal numbers have the moments and the tails of the standard normal distribution', () => {
  const random = seededRandom(1);
  const draws = Float64Array.from({ length: 100_000 }, () => normal(random));
  // The bounds are some five standard errors: √(1/n), √(2/n), √(15/n), √(96/n).
  expect(Math.abs(moment(draws, 1))).toBeLessThan(0.016);
  expect(Math.abs(moment(draws, 2) - 1)).toBeLessThan(0.023);
  expect(Math.abs(moment(draws, 3))).toBeLessThan(0.062);
  expect(Math.abs(moment(draws, 4) - 3)).toBeLessThan(0.16);
  // P(|x| > 1.96) is 5 %.
  expect(Math.abs(draws.filter((x) => Math.abs(x) > 1.959964).length / draws.length - 0.05)).toBeLessThan(
    0.0035,
  );
});

test('He’s weights have variance 2 / inputs, and a last row of zeros', () => {
  const values = heNormal(200, 300, seededRandom(1));
  expect(values).toHaveLength(201 * 300);
  const kernel = values.subarray(0, 200 * 300);
  expect(Math.abs(moment(kernel, 1))).toBeLessThan(5 * Math.sqrt(2 / 200 / kernel.length));
  expect(moment(kernel, 2)).toBeCloseTo(2 / 200, 3);
  expect(values.subarray(200 * 300).every((bias) => bias === 0)).toBe(true);
});

test('the same generator gives the same weights', () => {
  expect(heNormal(3, 4, seededRandom(7))).toEqual(heNormal(3, 4, seededRandom(7)));
  expect(heNormal(3, 4, seededRandom(7))).not.toEqual(heNormal(3, 4, seededRandom(8)));
});
