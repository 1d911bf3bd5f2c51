import { classKey } from '../class-name.ts';
import type { Split } from '../dataset.ts';
import { segmentsOf } from '../path.ts';
import { archiveName } from './archive-name.ts';
import { extensionOf, isLitter } from './file-kind.ts';
import { addPhoto, type Folder, type FolderReading, newFolder } from './folder-tree.ts';
import type {
  ImportCorrections,
  ImportListing,
  ImportPlace,
  ImportPlan,
  ImportQuestion,
  PlannedClass,
  PlannedPhoto,
  SplitFolder,
} from './import-plan.ts';
import { noCorrections } from './import-plan.ts';
import { type ListedLabels, labelPhotos, unnamedWords } from './label-photos.ts';
import { readLayout } from './layout.ts';
import { classesInNames, classInName } from './names-as-classes.ts';
import { Scopes } from './photo-index.ts';
import { sameClasses } from './same-class.ts';
import { splitsOfLists, withBlanksInFolders } from './split-lists.ts';
import { surprisesOf } from './surprises.ts';

/** A photo on its way to a class. */
interface Photo {
  readonly at: number;
  readonly path: string;
  readonly segments: readonly string[];
  readonly folder: Folder;
  readonly reading: FolderReading;
  label: string | null;
  split: Split | null;
}

/**
 * Reads class and split of everything that was dropped, at once: from where each photo lies (`readLayout`), from the lists
 * of labels, which go first, and, where nothing else tells classes, from the files' names. Photos whose class nothing
 * tells are set aside, and none is in two places. Where validation photos lie in a folder of their own, 'train' folders
 * are all of the training; where none do, part of them is to become validation, so they get no split.
 */
export function planImport(
  listing: ImportListing,
  place: ImportPlace,
  corrections: ImportCorrections = noCorrections,
): ImportPlan {
  const { photos, others, splitFolders } = placePhotos(listing, corrections.folders);
  const folderOf = folders(listing.archives);
  if (place.into !== null) return planInto(photos, others, place.into);
  const told = new Set(photos.map(({ reading }) => reading.label).filter((label) => label !== null));
  const scopes = new Scopes(photos);
  const above = (path: string) => folderOf(path).slice(0, -1);
  const tables = withBlanksInFolders(listing.tables, photos);
  const parted = splitsOfLists(tables, scopes, above);
  const listed = labelPhotos(listing.tables, photos, scopes, above, corrections, told.size > 1);
  const questions: ImportQuestion[] = [...listed.questions];
  for (const photo of photos) {
    const said = listed.labels.get(photo.at);
    const { label, split } = photo.reading;
    photo.label = said?.label ?? (split === 'unlabelled' ? null : labelBeside(listed, photo.at, label));
    const placed = split === 'unlabelled' ? null : split;
    photo.split = said?.split ?? placed ?? parted.splits.get(photo.at) ?? null;
  }
  const named = nameClasses(photos, listed, corrections.namesAsClasses);
  if (named.classes) questions.push({ kind: 'names', classes: named.classes });
  labelTheRest(photos, place.fallbackClass, listed.used);
  if (!corrections.keepSplits) for (const photo of photos) photo.split = null;
  const labelled = photos.filter((photo): photo is Photo & { label: string } => photo.label !== null);
  const { nameOf, alike } = sameClasses(labelled, place.existing, corrections.mergeAlike);
  for (const names of alike) questions.push({ kind: 'alike', names });
  for (const photo of labelled) photo.label = nameOf.get(photo.label) ?? photo.label;
  const classes = countClasses(labelled);
  const surprises = surprisesOf(classes, place.existing, {
    flat: listed.used || named.used,
    structured: listed.used || new Set(photos.map(({ folder }) => folder)).size > 1,
  });
  const unnamed = photos.filter(({ at, label }) => label === null && listed.unnamed.has(at)).length;
  return {
    ...divided(renamed(photos, corrections.classes)),
    classes,
    splitFolders,
    others,
    notes: [...parted.notes, ...listed.notes, ...(unnamed > 0 ? [unnamedWords(unnamed)] : [])],
    problems: listed.problems,
    questions,
    surprises,
  };
}

/** A path's names with the archives' own in place of their files' names. */
function folders(archives: readonly string[]): (path: string) => readonly string[] {
  const known = new Set(archives);
  return (path) => {
    const names: string[] = [];
    let above = '';
    for (const name of path.split('/')) {
      above = above === '' ? name : `${above}/${name}`;
      const shown = known.has(above) ? archiveName(name) : name;
      if (shown !== '') names.push(shown);
    }
    return segmentsOf(names.join('/'));
  };
}

function placePhotos(
  { files, archives, unpacked }: ImportListing,
  roles: ImportCorrections['folders'],
): { photos: Photo[]; others: Map<string, number>; splitFolders: readonly SplitFolder[] } {
  const folderOf = folders(archives);
  const root = newFolder('', null);
  const others = new Map<string, number>();
  const placed: Omit<Photo, 'reading'>[] = [];
  for (const { path, kind } of files) {
    if (path.split('/').some(isLitter) || unpacked.some((folder) => liesIn(path, folder))) continue;
    if (kind === 'other') {
      const extension = extensionOf(path);
      others.set(extension, (others.get(extension) ?? 0) + 1);
      continue;
    }
    const segments = folderOf(path);
    const folder = addPhoto(root, segments.slice(0, -1));
    placed.push({ at: placed.length, path, segments, folder, label: null, split: null });
  }
  const { readings, splitFolders } = readLayout(root, roles);
  const photos = placed.map((photo) => ({
    ...photo,
    reading: readings.get(photo.folder) ?? { label: null, split: null },
  }));
  return { photos, others, splitFolders };
}

/** @param folder '' for the root */
const liesIn = (path: string, folder: string): boolean => folder === '' || path.startsWith(`${folder}/`);

/** The class of a photo's folder, where no list speaks for it or one has that class, too. */
function labelBeside({ unnamed }: ListedLabels, at: number, label: string | null): string | null {
  const classes = unnamed.get(at);
  return label === null || !classes || classes.has(classKey(label)) ? label : null;
}

/** Takes classes from the files' names where neither folders nor lists tell two. */
function nameClasses(
  photos: readonly Photo[],
  { used }: ListedLabels,
  wanted: boolean,
): { readonly classes: readonly string[] | null; readonly used: boolean } {
  const nothing = { classes: null, used: false };
  const labels = new Set(photos.map(({ label }) => label).filter((label) => label !== null));
  if (used || labels.size > 1) return nothing;
  const trained = photos.filter(({ reading }) => reading.split === 'train');
  const training =
    trained.length > 0
      ? trained
      : photos.filter(({ reading: { split } }) => split !== 'unlabelled' && split !== 'test');
  const told = classesInNames(training.map(({ segments }) => segments.at(-1) ?? ''));
  if (!told) return nothing;
  const classes = [...new Set(told.filter((label) => label !== null))];
  if (!wanted) return { classes, used: false };
  const known = new Map(classes.map((label) => [classKey(label), label]));
  for (const photo of photos) photo.label = null;
  for (const [i, photo] of training.entries()) photo.label = told[i] ?? null;
  for (const photo of photos.filter(
    ({ label, reading }) => label === null && reading.split !== 'unlabelled',
  )) {
    const word = classInName(photo.segments.at(-1) ?? '');
    photo.label = word === null ? null : (known.get(classKey(word)) ?? null);
  }
  return { classes, used: true };
}

/** Loose photos, and photos of which nothing tells a class at all, get one together. */
function labelTheRest(photos: readonly Photo[], fallbackClass: string, listed: boolean): void {
  const none = photos.every(({ label }) => label === null);
  for (const photo of photos) {
    if (photo.label !== null || photo.reading.split === 'unlabelled') continue;
    const loose = photo.segments.length === 1;
    if (listed || !(none || loose)) continue;
    if (none && !loose && photo.split === 'test') continue;
    photo.label = loose ? fallbackClass : (wrapperOf(photo.folder) ?? fallbackClass);
  }
}

/** The name of the outermost folder. */
function wrapperOf(folder: Folder): string | null {
  let outermost: string | null = null;
  for (let at: Folder | null = folder; at?.parent; at = at.parent) outermost = at.name;
  return outermost;
}

function countClasses(
  photos: readonly { readonly label: string; readonly split: Split | null }[],
): PlannedClass[] {
  const classes = new Map<string, { photos: number; splits: Record<Split, number> }>();
  for (const { label, split } of photos) {
    const counts = classes.get(label) ?? { photos: 0, splits: { train: 0, validation: 0, test: 0 } };
    classes.set(label, counts);
    counts.photos++;
    if (split !== null) counts.splits[split]++;
  }
  return [...classes].map(([name, counts]) => ({ name, ...counts }));
}

function renamed(photos: readonly Photo[], names: ImportCorrections['classes']): readonly Photo[] {
  return photos.map((photo) => {
    const name = photo.label === null ? undefined : names.get(photo.label);
    return name === undefined ? photo : { ...photo, label: name };
  });
}

function divided(photos: readonly Photo[]): Pick<ImportPlan, 'photos' | 'setAside'> {
  const planned: PlannedPhoto[] = [];
  const setAside: string[] = [];
  for (const { path, label, split } of photos)
    if (label === null) setAside.push(path);
    else planned.push({ path, className: label, split });
  if (planned.some(({ split }) => split === 'validation')) return { photos: planned, setAside };
  return {
    photos: planned.map((photo) => (photo.split === 'train' ? { ...photo, split: null } : photo)),
    setAside,
  };
}

/** What is dropped on a class goes into it, whatever its folders are called. */
function planInto(photos: readonly Photo[], others: ReadonlyMap<string, number>, into: string): ImportPlan {
  const all = photos.map((photo) => ({
    ...photo,
    label: into,
    split: photo.reading.split === 'unlabelled' ? null : photo.reading.split,
  }));
  return {
    ...divided(all),
    classes: countClasses(all),
    splitFolders: [],
    others,
    notes: [],
    problems: [],
    questions: [],
    surprises: [],
  };
}
