import { expect, test } from 'vitest';
import { sampleOf } from '../../../../test-support/core/dataset/fake-dataset.ts';
import { type Dataset, emptyDataset, type Sample } from '../../../core/dataset/dataset.ts';
import { changeWords } from './change-words.ts';

function dataset(change: Partial<Sample>): Dataset {
  const sample = sampleOf('photo', { classId: 'ice', split: 'validation', ...change });
  const classes = [
    { id: 'ice', name: 'ice', colour: 0 },
    { id: 'sea', name: 'sea', colour: 1 },
  ];
  return { ...emptyDataset, classes, samples: [sample] };
}

test.each([
  ['as it was', dataset({}), null],
  ['moved', dataset({ classId: 'sea' }), 'now “sea”'],
  ['excluded', dataset({ excluded: true }), 'excluded since'],
  ['deleted', { ...dataset({}), samples: [] }, 'deleted since'],
] as const)('a photo that is %s', (_, data, words) => {
  expect(changeWords(data, 'photo', 'ice')).toBe(words);
});
