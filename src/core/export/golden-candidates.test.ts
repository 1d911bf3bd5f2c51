import { expect, test } from 'vitest';
import type { Sample } from '../dataset/dataset.ts';
import { goldenCandidates } from './golden-candidates.ts';

const photo = (id: string, classId: string, part: Partial<Sample> = {}): Sample => ({
  id,
  hash: id,
  classId,
  name: id,
  folder: '',
  width: 1,
  height: 1,
  bytes: 1,
  split: 'train',
  splitFixed: false,
  excluded: false,
  group: null,
  order: 0,
  ...part,
});
const classes = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id, colour: 0 }));

test('one photo of each class, of validation where there is one; never of test, none that is left out', () => {
  const samples = [
    photo('a1', 'a'),
    photo('a2', 'a', { split: 'validation' }),
    photo('b1', 'b', { split: 'validation', excluded: true }),
    photo('b2', 'b'),
    photo('c1', 'c', { split: 'test' }),
  ];
  expect(goldenCandidates({ classes, samples }).map(({ id }) => id)).toEqual(['a2', 'b2']);
});

test('twelve at most', () => {
  const many = Array.from({ length: 30 }, (_, i) => ({ id: `${i}`, name: `${i}`, colour: 0 }));
  const samples = many.map(({ id }) => photo(id, id));
  expect(goldenCandidates({ classes: many, samples })).toHaveLength(12);
});
