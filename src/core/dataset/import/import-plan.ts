import type { Failure } from '../../project/failure.ts';
import type { Split } from '../dataset.ts';
import type { LabelColumns } from './label-columns.ts';
import type { LabelTable, PackedTable } from './label-table.ts';
import type { SplitWord } from './split-name.ts';

/** A file as it was dropped: its bytes and where it lay. */
export interface DroppedFile<F> {
  /** Folders and name with '/', relative to what was dropped: 'flowers/train/rose/1.jpg'. */
  readonly path: string;
  readonly file: F;
}

/** A file of the drop that the browser could not open. */
export interface UnreadableFile {
  readonly path: string;
  readonly file: null;
  readonly failure: Failure;
}

/** A file of the drop, or of an archive in it, whose kind is known. */
export interface ListedFile {
  /** An archive's files behind the archive's own path: 'set.zip/rose/1.jpg'. */
  readonly path: string;
  readonly kind: 'photo' | 'other';
}

/** Everything that was dropped, zips' contents included, before a photo is read. */
export interface ImportListing {
  readonly files: readonly ListedFile[];
  /** Paths of the archives among them. */
  readonly archives: readonly string[];
  /** The tables and JSON that may be lists of labels. */
  readonly tables: readonly LabelTable[];
  /** Folders that are a project or an export of this page, unpacked ('' for the root): what lies in them is no data. */
  readonly unpacked: readonly string[];
}

/** The same on its way through the page. */
export type PackedListing = Omit<ImportListing, 'tables'> & { readonly tables: readonly PackedTable[] };

/** What the plan is to fit into. */
export interface ImportPlace {
  /** The class that it was dropped on; null: none. */
  readonly into: string | null;
  /** The name of the class for loose photos. */
  readonly fallbackClass: string;
  /** Names of the classes that are there. */
  readonly existing: readonly string[];
}

/** How the person corrects a plan. */
export interface ImportCorrections {
  /** Whether classes that the file names tell are used. */
  readonly namesAsClasses: boolean;
  /** Whether names that differ in case, accents or spaces only are one class. */
  readonly mergeAlike: boolean;
  /** Whether what folders and lists say of splits counts. */
  readonly keepSplits: boolean;
  /** By a list's path. */
  readonly columns: ReadonlyMap<string, LabelColumns>;
  /** Folders named like splits, by their names' keys (classKey). */
  readonly folders: ReadonlyMap<string, FolderRole>;
  /** Planned classes under another name, maybe another's; null sets their photos aside. */
  readonly classes: ReadonlyMap<string, string | null>;
}

/** Whether a folder tells a split, or is one like any other. */
export type FolderRole = 'split' | 'folder';

/** A folder whose name is a split's. */
export interface SplitFolder {
  readonly name: string;
  readonly split: SplitWord;
  /** What it is read as; those of one name in several places as 'split' where one of them is. */
  readonly role: FolderRole;
}

export const noCorrections: ImportCorrections = {
  namesAsClasses: true,
  mergeAlike: true,
  keepSplits: true,
  columns: new Map(),
  folders: new Map(),
  classes: new Map(),
};

export interface PlannedPhoto {
  readonly path: string;
  readonly className: string;
  /** null: to be assigned. */
  readonly split: Split | null;
}

/** A class of the plan with its photos counted. */
export interface PlannedClass {
  readonly name: string;
  readonly photos: number;
  /** Of these, by the split that folders or a list give them. */
  readonly splits: Readonly<Record<Split, number>>;
}

/** What only the person knows. */
export type ImportQuestion =
  /** Which columns of a list are file, label and split. */
  | {
      readonly kind: 'columns';
      readonly path: string;
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly columns: LabelColumns;
    }
  /** The file names tell classes, and nothing else does. */
  | { readonly kind: 'names'; readonly classes: readonly string[] }
  /** Names of classes that differ in case, accents or spaces only. */
  | { readonly kind: 'alike'; readonly names: readonly string[] };

/** Why the person sees the plan before it is carried out. */
export type Surprise =
  | { readonly kind: 'many-classes'; readonly classes: number }
  | { readonly kind: 'lone-photo'; readonly names: readonly string[] }
  | { readonly kind: 'one-class'; readonly name: string }
  | { readonly kind: 'test-only'; readonly names: readonly string[] };

export interface ImportPlan {
  readonly photos: readonly PlannedPhoto[];
  /** Paths of photos whose class nothing tells. */
  readonly setAside: readonly string[];
  /** In the order of their first photos, as they were planned before any was renamed. */
  readonly classes: readonly PlannedClass[];
  readonly splitFolders: readonly SplitFolder[];
  /** Files that are neither photos nor lists of labels, by their ending ('' for none). */
  readonly others: ReadonlyMap<string, number>;
  /** Sentences that need no answer: what rows and photos found no partner. */
  readonly notes: readonly string[];
  readonly problems: readonly Failure[];
  readonly questions: readonly ImportQuestion[];
  readonly surprises: readonly Surprise[];
}
