import { expect, test } from 'vitest';
import { parityCheck } from '../../core/export/parity.ts';
import { checkWords } from './self-check.ts';

test('says how far apart the answers were', () => {
  expect(checkWords(parityCheck([[0.5, 0.5]], [[0.500_02, 0.499_98]]))).toBe(
    '1 picture answered as when the model was exported: largest difference 2e-5, allowed 1e-4.',
  );
  expect(checkWords(parityCheck([[1, 0], [0, 1]], [[1, 0], [0, 1]]))).toMatch(/^2 pictures .* difference 0, allowed/); // biome-ignore format: pairs
});

test('says what to do where it answers otherwise, or nothing was there to compare', () => {
  expect(checkWords(parityCheck([[0.5, 0.5]], [[0.9, 0.1]]))).toMatch(
    /^1 picture answered otherwise .* difference 4e-1, allowed 1e-4\. Don’t rely on its answers/,
  );
  expect(checkWords(parityCheck([], []))).toBe('There are no pictures in the page to check it by.');
});
