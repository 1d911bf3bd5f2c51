import type { Dataset, Patch, Sample } from './dataset.ts';

/**
 * Applies a change.
 *
 * @returns the new data set, and the change that leads from it back to the old one.
 */
export function applyPatch(dataset: Dataset, patch: Patch): { dataset: Dataset; inverse: Patch } {
  const put = new Map((patch.put ?? []).map((sample) => [sample.id, sample]));
  const removed = new Set((patch.remove ?? []).filter((id) => !put.has(id)));
  const added = new Map(put);
  const restore: Sample[] = [];
  let samples: Sample[] = [];
  for (const sample of dataset.samples) {
    const next = removed.has(sample.id) ? undefined : (put.get(sample.id) ?? sample);
    if (next !== sample) restore.push(sample);
    if (next) samples.push(next);
    added.delete(sample.id);
  }
  samples.push(...added.values());
  if (put.size > 0) samples = sortedByOrder(samples);

  const inverse = {
    ...(patch.classes && { classes: dataset.classes }),
    ...(restore.length > 0 && { put: restore }),
    ...(added.size > 0 && { remove: [...added.keys()] }),
    ...(patch.split && { split: dataset.split }),
  };
  return {
    dataset: { classes: patch.classes ?? dataset.classes, samples, split: patch.split ?? dataset.split },
    inverse,
  };
}

function sortedByOrder(samples: Sample[]): Sample[] {
  return samples.sort((a, b) => a.order - b.order);
}
