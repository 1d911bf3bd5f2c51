import { expect, test } from 'vitest';
import { differenceWords, proofWords } from './export-words.ts';

test('a difference is written out, with one digit that counts', () => {
  expect(differenceWords(0)).toBe('none at all');
  expect(differenceWords(3.14e-7)).toBe('0.0000003');
  expect(differenceWords(1e-4)).toBe('0.0001');
  expect(differenceWords(0.25)).toBe('0.3');
  expect(differenceWords(1)).toBe('1.0');
});

test('the proof says whether it passed, of how many pictures, and by how much', () => {
  const check = { passed: true, largest: 2e-6, tolerance: 1e-4, pictures: 3 };
  expect(proofWords(check)).toContain('its 3 check pictures as it does here');
  expect(proofWords(check)).toContain('0.000002');
  const failed = proofWords({ ...check, passed: false, largest: 0.02, pictures: 1 });
  expect(failed).toContain('its check picture otherwise');
  expect(failed).toContain('0.02, where 0.0001 would pass');
});
