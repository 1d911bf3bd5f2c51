import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('only the training photos must be named', () => {
  expect(readOptions(['--train', '/photos'])).toEqual({
    train: '/photos',
    test: null,
    backbone: null,
    backend: 'auto',
    threads: null,
    seeds: 1,
    repeat: 1,
    recipe: null,
    json: null,
    peer: false,
    head: false,
    boundary: false,
    analyses: false,
    tasks: false,
    dist: null,
  });
});

test.each([
  [[], '--train DIR is missing'],
  [['--train', 'a', '--backend', 'cuda'], '--backend cuda is none of auto, wasm, webgl, webgpu'],
  [['--train', 'a', '--seeds', '0'], '--seeds 0 is no whole number'],
  [['--train', 'a', '--peer', 'other'], '--peer other is unknown'],
  [['--train', 'a', '--sedes', '3'], '--sedes'],
])('%j is refused', (words, message) => {
  expect(() => readOptions(words)).toThrow(message);
});
