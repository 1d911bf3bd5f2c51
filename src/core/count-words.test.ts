import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countWords, photoWords } from './count-words.ts';

it('writes whole numbers as the browser would in English', () => {
  const format = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (value) => {
      expect(countWords(value)).toBe(format.format(value));
    }),
  );
  expect([0, 999, 1000, 1234.4, 1234567].map(countWords)).toEqual([
    '0',
    '999',
    '1,000',
    '1,234',
    '1,234,567',
  ]);
});

it('has one photo and several photos', () => {
  expect([0, 1, 2, 1000].map(photoWords)).toEqual(['0 photos', '1 photo', '2 photos', '1,000 photos']);
});
