import type { Dataset, Patch, Sample } from './dataset.ts';

/**
 * Applies a change.
 *
 * @returns the new data set, and the change that leads from it back to the old one.
 */
export function applyPatch(dataset: Dataset, patch: Patch): { dataset: Dataset; inverse: Patch } {
  const put = new Map((patch.put ?? []).map((sample) => [sample.id, sample]));
  const removed = new Set(patch.remove ?? []);
  const replaced = new Set<string>();
  const restore: Sample[] = [];
  const samples: Sample[] = [];
  for (const sample of dataset.samples) {
    const other = put.get(sample.id);
    if (other) replaced.add(sample.id);
    if (other ? other !== sample : removed.has(sample.id)) restore.push(sample);
    if (other) samples.push(other);
    else if (!removed.has(sample.id)) samples.push(sample);
  }
  const added = [...put.values()].filter(({ id }) => !replaced.has(id));
  for (const sample of added) samples.push(sample);
  if (put.size > 0) samples.sort((a, b) => a.order - b.order);

  const inverse = {
    ...(patch.classes && { classes: dataset.classes }),
    ...(restore.length > 0 && { put: restore }),
    ...(added.length > 0 && { remove: added.map(({ id }) => id) }),
    ...(patch.split && { split: dataset.split }),
  };
  return {
    dataset: { classes: patch.classes ?? dataset.classes, samples, split: patch.split ?? dataset.split },
    inverse,
  };
}

/**
 * A patch that was made for an earlier state, as one that fits this one: an edit can be undone while, or after, an import
 * that it was in the middle of has changed the classes. Classes that have photos left stay; photos whose class is gone
 * stay away.
 */
export function fitPatch(dataset: Dataset, patch: Patch): Patch {
  const wanted = patch.classes ?? dataset.classes;
  const known = new Set(wanted.map(({ id }) => id));
  const put = (patch.put ?? []).filter(({ classId }) => known.has(classId)).map(({ id }) => id);
  const moved = new Set([...put, ...(patch.remove ?? [])]);
  const used = new Set(dataset.samples.filter(({ id }) => !moved.has(id)).map(({ classId }) => classId));
  const kept = dataset.classes.filter(({ id }) => used.has(id) && !known.has(id));
  for (const { id } of kept) known.add(id);
  return {
    ...patch,
    ...(patch.classes && { classes: [...wanted, ...kept] }),
    ...(patch.put && { put: patch.put.filter(({ classId }) => known.has(classId)) }),
  };
}
