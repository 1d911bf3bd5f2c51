import type { ClassLabel, Dataset, Sample, Split } from './dataset.ts';

export interface SplitCounts {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  /** All samples, excluded ones among them. */
  readonly total: number;
}

/** Computes once for each value of a data set: an edit makes a new object, and the old result goes with the old one. */
function memoised<R>(compute: (dataset: Dataset) => R): (dataset: Dataset) => R {
  const known = new WeakMap<Dataset, { readonly result: R }>();
  return (dataset) => {
    const found = known.get(dataset) ?? { result: compute(dataset) };
    known.set(dataset, found);
    return found.result;
  };
}

/** Items by key, each group in the items' order. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

const nothing: readonly Sample[] = [];
const zero: SplitCounts = { train: 0, validation: 0, test: 0, total: 0 };

function countsOf(samples: readonly Sample[]): SplitCounts {
  const counts = { ...zero, total: samples.length };
  for (const sample of samples) if (!sample.excluded) counts[sample.split]++;
  return counts;
}

const byClass = memoised((dataset) => groupBy(dataset.samples, (sample) => sample.classId));
const bySplit = memoised((dataset) =>
  groupBy(
    dataset.samples.filter(({ excluded }) => !excluded),
    (sample) => sample.split,
  ),
);
const byId = memoised((dataset) => new Map(dataset.samples.map((sample) => [sample.id, sample])));
const classesById = memoised((dataset) => new Map(dataset.classes.map((label) => [label.id, label])));
const countsByClass = memoised(
  (dataset) => new Map([...byClass(dataset)].map(([classId, samples]) => [classId, countsOf(samples)])),
);

/** The samples of a class, in their order. The same array as long as the data set is the same. */
export function samplesOfClass(dataset: Dataset, classId: string): readonly Sample[] {
  return byClass(dataset).get(classId) ?? nothing;
}

/** The samples of a split, in their order; excluded ones are in none. */
export function samplesOfSplit(dataset: Dataset, split: Split): readonly Sample[] {
  return bySplit(dataset).get(split) ?? nothing;
}

export function sampleById(dataset: Dataset, id: string): Sample | undefined {
  return byId(dataset).get(id);
}

export function classById(dataset: Dataset, id: string): ClassLabel | undefined {
  return classesById(dataset).get(id);
}

/** How many samples of a class are in each split. */
export function classCounts(dataset: Dataset, classId: string): SplitCounts {
  return countsByClass(dataset).get(classId) ?? zero;
}

/** How many samples are in each split. */
export const totalCounts = memoised((dataset) => countsOf(dataset.samples));

/** Hashes of the pictures that lie in more than one class, in order of arrival. */
export const conflictingHashes = memoised((dataset): readonly string[] => {
  const classOf = new Map<string, string>();
  const conflicts = new Set<string>();
  for (const { hash, classId } of dataset.samples) {
    const other = classOf.get(hash);
    if (other === undefined) classOf.set(hash, classId);
    else if (other !== classId) conflicts.add(hash);
  }
  return [...conflicts];
});
