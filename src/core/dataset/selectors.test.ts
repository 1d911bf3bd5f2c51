import { describe, expect, it } from 'vitest';
import { sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import type { Dataset, Sample, Split } from './dataset.ts';
import {
  classById,
  classCounts,
  conflictingHashes,
  sampleById,
  samplesOfClass,
  samplesOfSplit,
  totalCounts,
} from './selectors.ts';

const sample = (order: number, hash: string, classId: string, split: Split): Sample =>
  sampleOf(`s${order}`, { hash, classId, split, order });

const dataset: Dataset = {
  classes: [
    { id: 'r', name: 'rose', colour: 0 },
    { id: 't', name: 'tulip', colour: 1 },
    { id: 'e', name: 'empty', colour: 2 },
  ],
  samples: [
    sample(0, 'a', 'r', 'train'),
    sample(1, 'b', 't', 'validation'),
    sample(2, 'a', 't', 'train'),
    sample(3, 'c', 'r', 'test'),
  ],
  split: { validation: 0.2, seed: 1, together: true },
};

describe('selectors', () => {
  it('find samples by class, by split and by id, in their order', () => {
    const ids = (samples: readonly Sample[]) => samples.map(({ id }) => id);
    expect(ids(samplesOfClass(dataset, 'r'))).toEqual(['s0', 's3']);
    expect(ids(samplesOfClass(dataset, 'e'))).toEqual([]);
    expect(ids(samplesOfSplit(dataset, 'train'))).toEqual(['s0', 's2']);
    expect(sampleById(dataset, 's2')?.hash).toBe('a');
    expect(classById(dataset, 't')?.name).toBe('tulip');
  });

  it('count', () => {
    expect(classCounts(dataset, 't')).toEqual({ train: 1, validation: 1, test: 0, total: 2 });
    expect(classCounts(dataset, 'e')).toEqual({ train: 0, validation: 0, test: 0, total: 0 });
    expect(totalCounts(dataset)).toEqual({ train: 2, validation: 1, test: 1, total: 4 });
  });

  it('find pictures that lie in two classes', () => {
    expect(conflictingHashes(dataset)).toEqual(['a']);
  });

  it('give the same array for the same data set, so that a view need not draw again', () => {
    expect(samplesOfClass(dataset, 'r')).toBe(samplesOfClass(dataset, 'r'));
    expect(totalCounts(dataset)).toBe(totalCounts(dataset));
  });
});
