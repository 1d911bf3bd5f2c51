import { expect, test } from 'vitest';
import { readOptions } from './study.ts';

const defaults = { train: null, seeds: '3', top: '' };

test('what is not given is what it is by default', () => {
  expect(readOptions(['--train', 'photos', '--seeds', '1'], defaults)).toEqual({
    train: 'photos',
    seeds: '1',
    top: '',
  });
});

test('nothing runs without what has to be given, or with what is not known', () => {
  expect(() => readOptions(['--seeds', '1'], defaults)).toThrow('--train is missing');
  expect(() => readOptions(['--train', 'photos', '--sead', '1'], defaults)).toThrow(/--sead/);
});
