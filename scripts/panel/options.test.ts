import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('only the folder must be named', () => {
  expect(readOptions(['--dir', '/sets'])).toEqual({
    dir: '/sets',
    backbones: [],
    recipes: [null],
    seeds: 1,
    json: null,
    threads: null,
    dist: null,
  });
});

test('backbones and recipes can be named several times, the default recipe by its word', () => {
  const words = '--dir /sets --backbone a --backbone b --backbone a --recipe /r/deep.json --recipe default';
  const { backbones, recipes } = readOptions(words.split(' '));
  expect(backbones).toEqual(['a', 'b']);
  expect(recipes).toEqual(['/r/deep.json', null]);
});

test.each([
  [[], '--dir DIR is missing'],
  [['--dir', 'a', '--seeds', '0'], '--seeds 0 is no whole number'],
  [['--dir', 'a', '--threads', 'two'], '--threads two is no whole number'],
  [['--dir', 'a', '--train', 'b'], '--train'],
])('%j is refused', (words, message) => {
  expect(() => readOptions(words)).toThrow(message);
});
