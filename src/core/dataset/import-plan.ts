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

function isLitter(segments: readonly string[]): boolean {
  return segments.some((segment) => segment.startsWith('.') || litter.has(segment.toLowerCase()));
}

/** Class and split as the folders name them. */
function placeOf(segments: readonly string[]): { className: string | null; split: Split | null } {
  const folders = segments.slice(0, -1);
  const names = folders.filter((folder) => splitOfFolder(folder) === null);
  const splits = folders.map(splitOfFolder).filter((split) => split !== null);
  return {
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
  for (const { path, file } of files) {
    const segments = segmentsOf(path);
    if (segments.length === 0 || isLitter(segments) || isManifestName(path)) {
      ignored.push(path);
      continue;
    }
    const place = placeOf(segments);
    const listed = findInManifests(manifests, segments);
    planned.push({
      path: segments.join('/'),
      file,
      kind: /\.zip$/i.test(path) ? 'archive' : 'image',
      className: listed?.label ?? place.className,
      split: listed?.split ?? place.split,
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
