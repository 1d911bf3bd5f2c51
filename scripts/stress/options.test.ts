import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('a hundred rounds beside two busy loops, unless told otherwise', () => {
  expect(readOptions([])).toEqual({
    times: 100,
    busy: 2,
    throttle: 4,
    still: 120,
    photos: null,
    backbone: 'mobilenet-v3',
    out: resolve('.cache/stress'),
  });
});

test('what is said on the command line counts, no busy loop at all among it', () => {
  const words = ['--times', '3', '--busy', '0', '--photos', 'photos', '--backbone', 'resnet-50'];
  expect(readOptions(words)).toMatchObject({
    times: 3,
    busy: 0,
    photos: resolve('photos'),
    backbone: 'resnet-50',
  });
});

test.each([
  [['--times', '0'], '--times 0 is no whole number above 0'],
  [['--busy', 'two'], '--busy two is no whole number above 0'],
  [['--still', '1.5'], '--still 1.5 is no whole number above 0'],
])('%j is refused in one line', (words, line) => {
  expect(() => readOptions(words)).toThrow(line);
});
