import { normaliseClassName } from './class-name.ts';
import type { Split } from './dataset.ts';
import { findInManifests, type Manifest } from './manifest.ts';
import { segmentsOf, splitOfFolder } from './path.ts';

/** A file as it was dropped: its bytes and where it lay. */
export interface DroppedFile<F> {
  /** Folders and name with '/', relative to what was dropped: 'flowers/train/rose/1.jpg'. */
  readonly path: string;
  readonly file: F;
}

/** A dropped file with the class and split that its place or its manifest gives it. */
export interface PlannedFile<F> {
  readonly path: string;
  readonly file: F;
  /** 'archive' is read as a zip by the import, its entries planned like dropped files. */
  readonly kind: 'image' | 'archive';
  /** null: the place says nothing (a loose file); the import then takes `fallbackClass`. */
  readonly className: string | null;
  /** null: to be assigned. */
  readonly split: Split | null;
  /** The class for pictures that lie in no folder. */
  readonly fallbackClass: string;
}

/** Dropped files with their places read. */
export interface ImportPlan<F> {
  readonly planned: readonly PlannedFile<F>[];
  /** Paths left out without a word: hidden files, what systems leave in folders, and manifests. */
  readonly ignored: readonly string[];
}

const litter = new Set(['__macosx', 'thumbs.db', 'ehthumbs.db', 'desktop.ini']);

/** Whether a name says that the file lists labels. */
export function isManifestName(path: string): boolean {
  return /\.(csv|tsv|json)$/i.test(path);
}

const isLitter = (name: string): boolean => name.startsWith('.') || litter.has(name.toLowerCase());

/** What a folder's path says of the files in it. */
interface Folder extends Pick<PlannedFile<unknown>, 'className' | 'split'> {
  readonly segments: readonly string[];
  readonly litter: boolean;
}

function folderOf(path: string): Folder {
  const segments = segmentsOf(path);
  const names = segments.filter((segment) => splitOfFolder(segment) === null);
  const splits = segments.map(splitOfFolder).filter((split) => split !== null);
  return {
    segments,
    litter: segments.some(isLitter),
    className: normaliseClassName(names.at(-1) ?? '') || null,
    // The nearest counts.
    split: splits.at(-1) ?? null,
  };
}

/**
 * Reads class and split of each dropped file from where it lies and from the manifests.
 * The class is the nearest folder that is not named like a split; a folder that only holds folders is thereby
 * no class. A manifest's word goes before a folder's. Where validation photos lie in a folder of their own, 'train' folders are
 * held to be all of the training; where none do, part of them is to become validation, so they get no split.
 *
 * @param fallbackClass the class for pictures that lie in no folder.
 */
export function planImport<F>(
  files: Iterable<DroppedFile<F>>,
  manifests: readonly Manifest[],
  fallbackClass: string,
): ImportPlan<F> {
  const planned: PlannedFile<F>[] = [];
  const ignored: string[] = [];
  // Each folder is looked at once: for each of its files anew, ten thousand take the page 100 ms.
  const folders = new Map<string, Folder>();
  for (const { path, file } of files) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const parent = path.slice(0, path.length - name.length);
    const folder = folders.get(parent) ?? folderOf(parent);
    folders.set(parent, folder);
    if (name === '' || folder.litter || isLitter(name) || isManifestName(name)) {
      ignored.push(path);
      continue;
    }
    const listed = manifests.length > 0 ? findInManifests(manifests, [...folder.segments, name]) : undefined;
    planned.push({
      path: [...folder.segments, name].join('/'),
      file,
      kind: /\.zip$/i.test(name) ? 'archive' : 'image',
      className: listed?.label ?? folder.className,
      split: listed?.split ?? folder.split,
      fallbackClass,
    });
  }
  const hasValidation = planned.some((file) => file.split === 'validation');
  if (hasValidation) return { planned, ignored };
  return {
    planned: planned.map((file) => (file.split === 'train' ? { ...file, split: null } : file)),
    ignored,
  };
}
