import {
  type ClassLabel,
  type Dataset,
  emptyDataset,
  type Patch,
  type Sample,
  type SplitSettings,
} from '../core/dataset/dataset.ts';
import { database } from './database.ts';

/** The stored data set; an empty one where none was stored. */
export async function readDataset(): Promise<Dataset> {
  const transaction = (await database()).transaction(['samples', 'project']);
  const project = transaction.objectStore('project');
  const [samples, classes, split] = await Promise.all([
    transaction.objectStore('samples').getAll(),
    // The key says which of the project's parts it is.
    project.get('classes') as Promise<readonly ClassLabel[] | undefined>,
    project.get('split') as Promise<SplitSettings | undefined>,
  ]);
  return {
    classes: classes ?? emptyDataset.classes,
    samples: samples.map(complete).sort((a, b) => a.order - b.order),
    split: { ...emptyDataset.split, ...split },
  };
}

/** A sample of an earlier version, with what that knew nothing of. */
function complete(sample: Omit<Sample, 'excluded' | 'group'> & Partial<Sample>): Sample {
  return { ...sample, excluded: sample.excluded ?? false, group: sample.group ?? null };
}

/** What of a database's stores a patch needs. */
interface Writable<Key, Value> {
  put(value: Value, key?: Key): Promise<unknown>;
  delete(key: Key): Promise<void>;
}

/** The requests that write a patch, for a transaction that may write more. */
export function patchRequests(
  { classes, split, put = [], remove = [] }: Patch,
  samples: Writable<string, Sample>,
  project: Pick<Writable<'classes' | 'split', readonly ClassLabel[] | SplitSettings>, 'put'>,
): readonly (() => Promise<unknown>)[] {
  return [
    ...(classes ? [() => project.put(classes, 'classes')] : []),
    ...(split ? [() => project.put(split, 'split')] : []),
    // In this order, as `applyPatch` has it: what is put stays.
    ...remove.map((id) => () => samples.delete(id)),
    ...put.map((sample) => () => samples.put(sample)),
  ];
}
