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
