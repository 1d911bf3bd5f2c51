import { expect, test } from 'vitest';
import { listWords } from './list-words.ts';

test('names are listed as a sentence has them', () => {
  expect(listWords([])).toBe('');
  expect(listWords(['Run 1'])).toBe('Run 1');
  expect(listWords(['Run 1', 'Run 2'])).toBe('Run 1 and Run 2');
  expect(listWords(['a', 'b', 'c'])).toBe('a, b and c');
});
