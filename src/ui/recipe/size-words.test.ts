import { expect, it } from 'vitest';
import { sizeWords } from './size-words.ts';

it.each([
  [0, '1 MB'],
  [640e6, '640 MB'],
  [999.6e6, '1.0 GB'],
  [1.24e9, '1.2 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(sizeWords(bytes).replace('\u00a0', ' ')).toBe(words);
});
