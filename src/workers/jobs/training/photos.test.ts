import { expect, test } from 'vitest';
import type { Sample, Split } from '../../../core/dataset/dataset.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { trainingPhotos } from './photos.ts';

const sample = (hash: string, classId: string, split: Split): Sample =>
  ({ id: `${hash}-${classId}`, hash, classId, split, name: hash }) as Sample;
const classes = [
  { id: 'cat', name: 'cat', colour: 0 },
  { id: 'dog', name: 'dog', colour: 1 },
];
const samples = [
  sample('c', 'dog', 'train'),
  sample('a', 'cat', 'train'),
  sample('b', 'gone', 'train'),
  sample('d', 'cat', 'validation'),
  sample('e', 'dog', 'test'),
  sample('a', 'dog', 'train'),
];

test('photos are ordered by content, whatever the order in which they came', () => {
  const photos = trainingPhotos({ classes, samples });
  expect(photos.train.map(({ sample: { hash }, label }) => [hash, label])).toEqual([
    ['a', 0],
    ['a', 1],
    ['c', 1],
  ]);
  expect(photos.validation.map(({ label }) => label)).toEqual([0]);
  expect(photos.test).toBe(1);
  expect(trainingPhotos({ classes, samples: samples.toReversed() })).toEqual(photos);
});

test('without training photos there is nothing to train', () => {
  expect(() => trainingPhotos({ classes, samples: samples.slice(3, 5) })).toThrow(FailureError);
});
