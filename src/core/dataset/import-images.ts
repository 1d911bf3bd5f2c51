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
  const classesOf = classesByPicture(dataset.samples);

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
    const lies = classesOf.get(image.hash) ?? [];
    if (lies.includes(classId)) {
      duplicates.push(image);
      continue;
    }
    if (lies.length > 0) conflicts.add(image.hash);
    classesOf.set(image.hash, [...lies, classId]);
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

  const touched = touchedClasses(added, classesOf);
  const affected = [...dataset.samples.filter(({ classId }) => touched.has(classId)), ...added];
  const moved = splitNew(affected, firstOrder, dataset.split);
  const put = new Map([...added, ...moved].map((sample) => [sample.id, sample]));
  return {
    patch: { ...(classes.length > dataset.classes.length && { classes }), put: [...put.values()] },
    duplicates,
    conflicts: [...conflicts],
  };
}

/** Ids of the classes that each picture, by hash, lies in. */
function classesByPicture(samples: readonly Sample[]): Map<string, readonly string[]> {
  const classesOf = new Map<string, readonly string[]>();
  // One array a class rather than one a picture: ten thousand take three times as long.
  const alone = new Map<string, readonly string[]>();
  for (const { hash, classId } of samples) {
    const others = classesOf.get(hash);
    if (others) classesOf.set(hash, [...others, classId]);
    else {
      const single = alone.get(classId) ?? [classId];
      alone.set(classId, single);
      classesOf.set(hash, single);
    }
  }
  return classesOf;
}

/**
 * The classes whose split new samples can change: their own, and those that share a picture with one of these. To split
 * only these is what keeps a batch short where there are ten thousand photos.
 */
function touchedClasses(
  added: readonly Sample[],
  classesOf: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const touched = new Set(added.map(({ classId }) => classId));
  const shared = [...classesOf.values()].filter(({ length }) => length > 1);
  for (let before = -1; before !== touched.size; ) {
    before = touched.size;
    for (const classes of shared)
      if (classes.some((id) => touched.has(id))) for (const id of classes) touched.add(id);
  }
  return touched;
}
