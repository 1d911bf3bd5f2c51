import { normaliseClassName } from './class-name.ts';
import type { ClassLabel, Dataset, ImportedImage, Patch, Sample } from './dataset.ts';
import { nextFreeColour } from './edits.ts';
import { splitNew } from './split.ts';

export interface ImportResult {
  readonly patch: Patch;
  /** Images that their class already has; not in the patch. */
  readonly duplicates: readonly ImportedImage[];
  /** Hashes of these images that now lie in more than one class. */
  readonly conflicts: readonly string[];
}

/** The order that the next sample gets. */
export function nextOrder(dataset: Dataset): number {
  return (dataset.samples.at(-1)?.order ?? -1) + 1;
}

/**
 * Makes samples of imported images. Classes come into being in order of appearance.
 *
 * @param newId gives an unused id on each call.
 * @param firstOrder `nextOrder` at the start of the import that these images are a batch of: samples from
 *   there on are split together, so that the split doesn't depend on how the import was cut into batches.
 */
export function importImages(
  dataset: Dataset,
  images: readonly ImportedImage[],
  newId: () => string,
  firstOrder = nextOrder(dataset),
): ImportResult {
  const classes: ClassLabel[] = [...dataset.classes];
  const classIdOf = new Map(classes.map((label) => [label.name, label.id]));
  const classesOf = new Map<string, Set<string>>();
  for (const { hash, classId } of dataset.samples) addTo(classesOf, hash, classId);

  const added: Sample[] = [];
  const duplicates: ImportedImage[] = [];
  const conflicts = new Set<string>();
  let order = nextOrder(dataset);
  for (const image of images) {
    const name = normaliseClassName(image.className);
    let classId = classIdOf.get(name);
    if (classId === undefined) {
      classId = newId();
      classIdOf.set(name, classId);
      classes.push({ id: classId, name, colour: nextFreeColour(classes) });
    }
    if (classesOf.get(image.hash)?.has(classId)) {
      duplicates.push(image);
      continue;
    }
    addTo(classesOf, image.hash, classId);
    if ((classesOf.get(image.hash)?.size ?? 0) > 1) conflicts.add(image.hash);
    const { className: _, split, ...rest } = image;
    added.push({
      ...rest,
      id: newId(),
      classId,
      split: split ?? 'train',
      splitFixed: split !== null,
      excluded: false,
      group: null,
      order,
    });
    order++;
  }

  const moved = splitNew([...dataset.samples, ...added], firstOrder, dataset.split);
  const put = new Map([...added, ...moved].map((sample) => [sample.id, sample]));
  return {
    patch: { ...(classes.length > dataset.classes.length && { classes }), put: [...put.values()] },
    duplicates,
    conflicts: [...conflicts],
  };
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}
