import type { SplitWord } from './split-name.ts';

/** A folder of the drop that has photos somewhere below it. */
export interface Folder {
  readonly name: string;
  readonly parent: Folder | null;
  readonly children: Map<string, Folder>;
  /** Photos that lie in it directly. */
  direct: number;
  /** Photos that lie in it or below. */
  total: number;
}

/** What a folder's place says of the photos that lie in it directly. */
export interface FolderReading {
  /** null: its place tells no class. */
  readonly label: string | null;
  readonly split: SplitWord | null;
}

export const newFolder = (name: string, parent: Folder | null): Folder => ({
  name,
  parent,
  children: new Map(),
  direct: 0,
  total: 0,
});

/** Adds one photo to the folder that these names lead to, from the root. */
export function addPhoto(root: Folder, segments: readonly string[]): Folder {
  let folder = root;
  folder.total++;
  for (const name of segments) {
    let child = folder.children.get(name);
    if (!child) {
      child = newFolder(name, folder);
      folder.children.set(name, child);
    }
    folder = child;
    folder.total++;
  }
  folder.direct++;
  return folder;
}
