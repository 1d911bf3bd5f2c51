import type { LabelTable } from './label-table.ts';
import { namesOfIntegers } from './label-text.ts';
import type { Findable } from './photo-index.ts';
import type { PhotoLabel } from './read-labels.ts';

type Labels = ReadonlyMap<number, PhotoLabel>;

/** What the integers are called that lists have for labels: by a list of names, or by the folders of their photos. */
export class IntegerNames {
  private readonly names: readonly { readonly table: LabelTable; readonly folder: readonly string[] }[];

  /** @param folderOf the folders that lie above a table, as photos have them */
  constructor(
    tables: readonly LabelTable[],
    private readonly photos: readonly Findable[],
    folderOf: (path: string) => readonly string[],
  ) {
    this.names = tables
      .filter(({ kind }) => kind === 'names')
      .map((table) => ({ table, folder: folderOf(table.path) }));
  }

  /**
   * A list's labels with names in the place of integers; as they are where one is no integer or has no name.
   * @param folder that the list lies in: the nearest names to it count
   */
  of({ kind }: LabelTable, folder: readonly string[], labels: Labels): Labels {
    const used = [...new Set([...labels.values()].map(({ label }) => label))];
    if (used.length === 0 || !used.every((label) => /^\d+$/.test(label))) return labels;
    const integers = used.map(Number);
    const nearest = [...this.names].sort((a, b) => shared(b.folder, folder) - shared(a.folder, folder));
    for (const { table } of nearest) {
      const names = namesOfIntegers(table, integers);
      if (names) return renamed(labels, (label) => names.get(Number(label)));
    }
    // A table's header says what its integers are; a line of text doesn't.
    const folders = kind === 'text' ? this.foldersOf(labels) : null;
    return folders ? renamed(labels, (label) => folders.get(label)) : labels;
  }

  /** The folder of each label's photos; null unless each label has one and each folder one label. */
  private foldersOf(labels: Labels): ReadonlyMap<string, string> | null {
    const folders = new Map<string, string>();
    for (const [at, { label }] of labels) {
      const folder = this.photos[at]?.segments.at(-2);
      if (folder === undefined || (folders.get(label) ?? folder) !== folder) return null;
      folders.set(label, folder);
    }
    return new Set(folders.values()).size === folders.size && folders.size > 1 ? folders : null;
  }
}

/** Folders that both have, from the drop's root, less those that only one has. */
function shared(a: readonly string[], b: readonly string[]): number {
  const same = a.findIndex((name, i) => name !== b[i]);
  const common = same < 0 ? a.length : same;
  return 2 * common - a.length - b.length;
}

function renamed(labels: Labels, nameOf: (label: string) => string | undefined): Labels {
  return new Map(
    [...labels].map(([at, said]) => [at, { ...said, label: nameOf(said.label) ?? said.label }] as const),
  );
}
