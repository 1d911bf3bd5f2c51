import { expect, test } from 'vitest';
import { listWords, someWords } from './list-words.ts';

test('names are listed as a sentence has them', () => {
  expect(listWords([])).toBe('');
  expect(listWords(['Run 1'])).toBe('Run 1');
  expect(listWords(['Run 1', 'Run 2'])).toBe('Run 1 and Run 2');
  expect(listWords(['a', 'b', 'c'])).toBe('a, b and c');
});

test('of many names the first are listed, and the others counted', () => {
  expect(someWords(['a'], 3)).toBe('a');
  expect(someWords(['a', 'b', 'c'], 3)).toBe('a, b and c');
  expect(someWords(['a', 'b', 'c', 'd'], 3)).toBe('a, b and 2 more');
  expect(someWords(Array(2000).fill('a'), 3)).toBe('a, a and 1,998 more');
});
