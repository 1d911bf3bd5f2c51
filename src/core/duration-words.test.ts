import { expect, it } from 'vitest';
import { durationWords } from './duration-words.ts';

it.each([
  [420, '0.4 s'],
  [9_970, '10 s'],
  [12_400, '12 s'],
  [59_700, '1 min 0 s'],
  [200_000, '3 min 20 s'],
])('%i ms is %s', (milliseconds, words) => {
  expect(durationWords(milliseconds).replaceAll('\u00a0', ' ')).toBe(words);
});
