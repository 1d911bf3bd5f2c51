import { expect, it } from 'vitest';
import { rateWords, roundedRate } from './rate-words.ts';

it.each([
  [0, '0'],
  [3e-3, '0.003'],
  [0.0031622, '0.0032'],
  [2.5e-4, '0.00025'],
  [1, '1'],
  [3.24e-6, '3.2e-6'],
])('%f is %s', (rate, words) => {
  expect(rateWords(rate)).toBe(words);
  expect(Number(words)).toBe(roundedRate(rate));
});
