import { expect, test } from 'vitest';
import { sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import type { Sample, Split } from '../../core/dataset/dataset.ts';
import { dividedWords, groupsWords, groupWords } from './duplicate-words.ts';

const sample = (split: Split, splitFixed = false): Sample => sampleOf('', { split, splitFixed, group: 'g' });
const group = (...samples: Sample[]) => ({
  group: 'g',
  samples,
  divided: new Set(samples.map(({ split }) => split)).size > 1,
});
const whole = group(sample('train'), sample('train'));
const folders = group(sample('train', true), sample('test', true), sample('train'));
const last = group(sample('train'), sample('validation'));

test('groups and how many are divided', () => {
  expect(groupsWords([whole])).toBe('1 group of near-duplicates');
  expect(groupsWords([folders, whole, whole])).toBe('3 groups of near-duplicates, 1 divided between splits');
});

test('a group and its splits', () => {
  expect(groupWords(whole)).toBe('2 photos, all train');
  expect(groupWords(folders)).toBe('3 photos: 2 train, 1 test');
});

test('why a group is divided', () => {
  expect(dividedWords(whole, true)).toBeNull();
  expect(dividedWords(last, false)).toBeNull();
  expect(dividedWords(folders, true)).toContain('folder');
  expect(dividedWords(last, true)).toContain('class');
});
