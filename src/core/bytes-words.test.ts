import { expect, test } from 'vitest';
import { bytesWords } from './bytes-words.ts';

test.each([
  [0, '0 kB'],
  [174_556, '175 kB'],
  [1_137_552, '1.1 MB'],
  [29_676_032, '30 MB'],
  [641_000_000, '640 MB'],
  [5_120_000_000, '5.1 GB'],
])('%i bytes are %s', (bytes, words) => {
  expect(bytesWords(bytes).replace('\u00a0', ' ')).toBe(words);
});
