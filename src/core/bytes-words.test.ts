import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesWords } from './bytes-words.ts';

test.each([
  [0, '0 kB'],
  [12, '1 kB'],
  [999_499, '999 kB'],
  [999_600, '1 MB'],
  [999_600_000, '1 GB'],
  [174_556, '175 kB'],
  [1_137_552, '1.1 MB'],
  [29_676_032, '30 MB'],
  [641_000_000, '640 MB'],
  [5_120_000_000, '5.1 GB'],
])('%i bytes are %s', (bytes, words) => {
  expect(bytesWords(bytes).replace('\u00a0', ' ')).toBe(words);
});

test('a number is never of four digits where there is a larger unit, and within five in a hundred of the bytes', () => {
  const factors: Record<string, number> = { kB: 1e3, MB: 1e6, GB: 1e9 };
  fc.assert(
    fc.property(fc.double({ min: 3, max: 11.9, noNaN: true }), (exponent) => {
      const bytes = Math.round(10 ** exponent);
      const [number = '', unit = ''] = bytesWords(bytes).split('\u00a0');
      if (unit !== 'GB') expect(Number(number)).toBeLessThan(1000);
      expect(Number(number)).toBeGreaterThanOrEqual(1);
      const said = Number(number) * (factors[unit] ?? 0);
      expect(Math.abs(said - bytes) / bytes).toBeLessThanOrEqual(unit === 'kB' ? 0.5 : 0.0501);
    }),
  );
});
