import { type Dataset, emptyDataset, type Sample } from '../../../src/core/dataset/dataset.ts';

/** For tests: a training photo of class a, 1×1 pixels, with its hash and name made from its id; `change` says otherwise. */
export const sampleOf = (id: string, change: Partial<Sample> = {}): Sample => ({
  id,
  hash: `hash ${id}`,
  classId: 'a',
  name: `${id}.jpg`,
  folder: '',
  width: 1,
  height: 1,
  bytes: 1,
  split: 'train',
  splitFixed: false,
  excluded: false,
  group: null,
  order: 0,
  ...change,
});

/** For tests: a data set of the classes a and b with these samples. */
export const datasetOf = (samples: readonly Sample[]): Dataset => ({
  ...emptyDataset,
  classes: ['a', 'b'].map((id, colour) => ({ id, name: id, colour })),
  samples,
});
