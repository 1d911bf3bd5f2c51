import { classKey, normaliseClassName } from '../class-name.ts';
import type { Folder, FolderReading } from './folder-tree.ts';
import type { FolderRole, SplitFolder } from './import-plan.ts';
import { evaluationTests, isEvaluation, type SplitWord, splitNameOf, splitOfName } from './split-name.ts';

/** Names that say that there are photos, and not of what. */
const generic = new Set(
  'images image imgs img photos photo pictures picture pics jpg jpeg jpegs png pngs raw original originals data'.split(
    ' ',
  ),
);

interface Placed extends FolderReading {
  readonly folder: Folder;
}

/** What the person has said of folders named like splits, by their names' keys. */
type Roles = ReadonlyMap<string, FolderRole>;

export interface Layout {
  readonly readings: ReadonlyMap<Folder, FolderReading>;
  /** In the order in which they are met from the top. */
  readonly splitFolders: readonly SplitFolder[];
}

/** The split that a name stands for, unless the person has said that it stands for none. */
const splitOf = (name: string, roles: Roles): SplitWord | null =>
  roles.get(classKey(name)) === 'folder' ? null : splitOfName(name);

/**
 * Reads class and split of every folder from the whole tree. A folder is a split where its siblings are splits and not
 * classes; the class is the nearest other folder, except where one leaf name recurs under several parents
 * (`CLASS/images`) or says nothing (`images`): then the parent is the class. Folders that play the same part (the classes
 * of `train` and those of `test`) are looked at together, so that a class called 'train' isn't taken for a split where
 * only one of them has others beside it.
 * @param roles what the person knows better
 */
export function readLayout(root: Folder, roles: Roles): Layout {
  const readings = new Map<Folder, FolderReading>();
  const splitFolders = new Map<string, SplitFolder>();
  const note = (name: string, split: SplitWord, role: FolderRole) => {
    const key = classKey(name);
    const known = splitFolders.get(key);
    if (known?.role !== 'split') splitFolders.set(key, { name: known?.name ?? name, split, role });
  };
  const levels: (readonly Placed[])[] = [[{ folder: root, label: null, split: null }]];
  // With a list of its own instead of calls: folders may be deeper than calls may nest.
  for (let level = levels.pop(); level; level = levels.pop()) {
    const children: Placed[] = [];
    for (const placed of level) {
      readings.set(placed.folder, isWrapper(placed.folder, roles) ? { ...placed, label: null } : placed);
      for (const folder of placed.folder.children.values()) children.push({ ...placed, folder });
    }
    if (children.length === 0) continue;
    const splits = splitsAmong(
      children.map(({ folder }) => folder),
      roles,
    );
    const inSplits: Placed[] = [];
    const others: Placed[] = [];
    for (const child of children) {
      const { name } = child.folder;
      const split = splits.get(child.folder);
      const named = split ?? splitNameOf(name)?.split;
      if (split === undefined) others.push(child);
      else inSplits.push(inSplit(child, split, splits, roles));
      if (split !== undefined) note(name, split, 'split');
      else if (named && (splitOfName(name) !== null || roles.has(classKey(name))))
        note(name, named, 'folder');
    }
    const names = new Set(others.map(({ folder }) => classKey(folder.name)));
    const transparent = recurs(level, others, names);
    const beside = new Set(
      others.filter(({ folder }) => !isAlone(folder, root)).map(({ folder }) => classKey(folder.name)),
    );
    const saysNothing = (name: string) => generic.has(name.toLowerCase()) && !beside.has(classKey(name));
    if (others.length > 0)
      levels.push(
        others.map((child) => {
          const { name } = child.folder;
          return transparent || saysNothing(name)
            ? child
            : { ...child, label: normaliseClassName(name) || child.label };
        }),
      );
    if (inSplits.length > 0) levels.push(inSplits);
  }
  return { readings, splitFolders: [...splitFolders.values()] };
}

function inSplit(
  { folder, label, split: above }: Placed,
  split: SplitWord,
  splits: ReadonlyMap<Folder, SplitWord>,
  roles: Roles,
): Placed {
  const siblings = [...(folder.parent?.children.values() ?? [])].filter((sibling) => splits.has(sibling));
  return {
    folder,
    // Where the classes lie below the splits, what lies in a split directly has none.
    label: siblings.some((sibling) => hasClassesBelow(sibling, roles)) ? null : label,
    split: above === 'unlabelled' ? above : split,
  };
}

/** Whether a folder that isn't a split lies below. */
function hasClassesBelow(folder: Folder, roles: Roles): boolean {
  const waiting = [...folder.children.values()];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (splitOf(next.name, roles) === null && !generic.has(next.name.toLowerCase())) return true;
    for (const child of next.children.values()) waiting.push(child);
  }
  return false;
}

/** A folder of class folders; the few photos that lie in it directly (a cover, a contact sheet) are no class. */
function isWrapper({ direct, children }: Folder, roles: Roles): boolean {
  if (direct === 0 || children.size === 0) return false;
  const below = [...children.values()];
  if (below.some(({ name, children: deeper }) => splitOf(name, roles) !== null && deeper.size > 0))
    return true;
  const sizes = below.map(({ total }) => total).sort((a, b) => a - b);
  return sizes.length > 1 && direct < (sizes[sizes.length >> 1] ?? 0);
}

/** Whether all the parents have one folder each, of the same name. */
function recurs(
  parents: readonly Placed[],
  children: readonly Placed[],
  names: ReadonlySet<string>,
): boolean {
  if (names.size !== 1 || children.length < 2) return false;
  // Those of the splits of one class are that class.
  const labels = new Set(parents.map(({ label }) => label));
  return labels.size > 1 && !labels.has(null) && children.every(({ folder }) => folder.parent?.direct === 0);
}

/**
 * Whether nothing lies beside a folder, as in `CLASS/images` and `test/images`. At the top its name is what the person
 * calls the photos.
 */
function isAlone({ parent }: Folder, root: Folder): boolean {
  return parent !== null && parent !== root && parent.children.size === 1;
}

/** Photos of its own, or nothing but splits or a leaf that says nothing below. */
function looksLikeClass({ direct, children }: Folder, roles: Roles): boolean {
  const below = [...children.values()];
  const [only] = below;
  if (only && below.length === 1 && generic.has(only.name.toLowerCase())) return true;
  return direct > 0 || below.every(({ name }) => splitOf(name, roles) !== null);
}

/** Which of folders side by side are splits. */
function splitsAmong(folders: readonly Folder[], roles: Roles): ReadonlyMap<Folder, SplitWord> {
  const certain = folders.filter(({ name }) => splitOf(name, roles) !== null);
  const parents = new Set(certain.map(({ parent }) => parent));
  const others = folders.filter(({ name, parent }) => splitOf(name, roles) === null && parents.has(parent));
  const found = new Map<Folder, SplitWord>();
  const named = (folder: Folder, split: SplitWord) => {
    const other =
      split === 'validation' &&
      isEvaluation(folder.name) &&
      evaluationTests(folders.map(({ name: beside }) => beside));
    found.set(folder, other ? 'test' : split);
  };
  const isClass = (folder: Folder) => looksLikeClass(folder, roles);
  const classes = certain.some(isClass) && certain.every(isClass) && others.some(isClass);
  for (const folder of certain) {
    const split = splitOfName(folder.name);
    const said = roles.get(classKey(folder.name)) === 'split';
    if (split !== null && (said || !classes || /unlabel/i.test(folder.name))) named(folder, split);
  }
  if (certain.length === 0) {
    // 'flowers_train' and 'flowers_test': what they say besides is the same.
    const read = folders.map(({ name }) => splitNameOf(name));
    const alike = new Set(read.map((name) => name?.rest)).size === 1;
    const different = new Set(read.map((name) => name?.split)).size > 1;
    if (alike && different)
      for (const [i, folder] of folders.entries()) {
        const name = read[i];
        if (name && roles.get(classKey(folder.name)) !== 'folder') named(folder, name.split);
      }
  }
  return found;
}
