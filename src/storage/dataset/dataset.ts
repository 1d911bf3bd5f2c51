import {
  type ClassLabel,
  type Dataset,
  emptyDataset,
  type Patch,
  type Sample,
  type SplitSettings,
} from '../../core/dataset/dataset.ts';
import { isClass, isSample, isSplitSettings, type OnDamaged } from '../../core/project/sound-records.ts';
import { database } from '../disk/database.ts';
import { readRecords } from '../disk/read-records.ts';

/** The stored data set; an empty one where none was stored. */
export async function readDataset(onDamaged: OnDamaged = () => {}): Promise<Dataset> {
  // Of one moment: another tab may take a class and its photos away.
  const transaction = (await database()).transaction(['samples', 'project']);
  const project = transaction.objectStore('project');
  const [samples, stored, settings] = await Promise.all([
    readRecords('samples', complete, isSample, onDamaged, transaction.objectStore('samples')),
    // The key says which of the project's parts it is.
    project.get('classes') as Promise<readonly ClassLabel[] | undefined>,
    project.get('split') as Promise<SplitSettings | undefined>,
  ]);
  const split = { ...emptyDataset.split, ...settings };
  const isSound = isSplitSettings(split);
  if (!isSound) onDamaged({ store: 'settings', key: 'split' });
  return {
    classes: mended(stored, samples, onDamaged),
    samples: samples.sort((a, b) => a.order - b.order),
    split: isSound ? split : emptyDataset.split,
  };
}

/** The classes that are sound, and under new names those that photos are of and that are not among them. */
function mended(
  stored: unknown = emptyDataset.classes,
  samples: readonly Sample[],
  onDamaged: OnDamaged,
): readonly ClassLabel[] {
  const classes: ClassLabel[] = Array.isArray(stored) ? stored.filter(isClass) : [];
  const known = new Set(classes.map(({ id }) => id));
  for (const { classId } of samples) {
    if (known.has(classId)) continue;
    known.add(classId);
    classes.push({ id: classId, name: `Found again ${known.size}`, colour: known.size });
    onDamaged({ store: 'classes', key: classId });
  }
  return classes;
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
