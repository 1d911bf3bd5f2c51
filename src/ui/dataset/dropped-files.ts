import { compareNames } from '../../core/compare-names.ts';
import type { DroppedFile, UnreadableFile } from '../../core/dataset/import/import-plan.ts';

type Dropped = DroppedFile<Blob> | UnreadableFile;

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

const nextEntries = (reader: FileSystemDirectoryReader) =>
  new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));

/** Files asked for at a time: each is a message to another process, and one after another ten thousand take 10 s. */
const AT_ONCE = 32;

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/** A file that has gone, or may not be read, costs that file. */
const opened = async (entry: FileSystemFileEntry): Promise<Dropped> => {
  try {
    return { path: pathOf(entry), file: await fileOf(entry) };
  } catch {
    return unreadable(entry, 'The file can’t be opened.');
  }
};

const pathOf = (entry: FileSystemEntry): string => entry.fullPath.slice(1) || entry.name;

const unreadable = (entry: FileSystemEntry, what: string): UnreadableFile => ({
  path: pathOf(entry),
  file: null,
  failure: {
    code: 'not-found',
    what,
    file: pathOf(entry),
    todo: 'Check that it is still there and that you may open it, and drop it again.',
  },
});

/** Depth first, with a stack of its own: folders may be deeper than calls may nest. */
async function* walk(roots: readonly FileSystemEntry[]): AsyncGenerator<Dropped> {
  const waiting = roots.toReversed();
  while (waiting.length > 0) {
    const folder = waiting.findLastIndex((entry) => !isFile(entry));
    const files = waiting
      .splice(Math.max(folder + 1, waiting.length - AT_ONCE))
      .filter(isFile)
      .reverse();
    yield* await Promise.all(files.map(opened));
    if (files.length > 0) continue;
    const directory = waiting.pop() as FileSystemDirectoryEntry;
    const reader = directory.createReader();
    const found: FileSystemEntry[] = [];
    // A reader hands out its entries in parts (100 in Chromium), and an empty part last.
    try {
      for (let part = await nextEntries(reader); part.length > 0; part = await nextEntries(reader))
        for (const child of part) found.push(child);
    } catch {
      // What was handed out before is read all the same.
      yield unreadable(directory, 'The folder can’t be read to its end.');
    }
    found.sort((a, b) => compareNames(b.name, a.name));
    for (const entry of found) waiting.push(entry);
  }
}

/** What a drop event hands out while it lasts. */
export interface DroppedEntries {
  readonly entries: readonly FileSystemEntry[];
  readonly files: ArrayLike<File>;
}

const entriesOf = (transfer: DataTransfer): FileSystemEntry[] =>
  [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);

/** The files of a drop, folders of any depth walked. To be called within the drop event: afterwards the list is empty. */
export function droppedFiles(transfer: DataTransfer): AsyncIterable<Dropped> {
  return droppedEntries({ entries: entriesOf(transfer), files: transfer.files });
}

/** The same for what was kept of a drop event. */
export function droppedEntries({ entries, files }: DroppedEntries): AsyncIterable<Dropped> {
  // A drop made by a script has files and no entries.
  return entries.length > 0 ? walk(entries) : chosenFiles(files);
}

/** The file of a drop that is one photo; null for several, a folder or an archive. To be called within the drop event. */
export function droppedPhoto(transfer: DataTransfer): File | null {
  const [file] = transfer.files;
  const isFolder = entriesOf(transfer).some((entry) => !isFile(entry));
  if (!file || transfer.files.length > 1 || isFolder) return null;
  return /\.(zip|tar|tgz|gz|7z|rar)$/i.test(file.name) ? null : file;
}

/** Files between two pauses: each costs the browser a fraction of a millisecond. */
const partSize = 100;

/**
 * The files of an `<input type=file>`, with their folders where it chose a folder. Handed out in parts, since reading
 * the names of ten thousand at once would block the page.
 */
export async function* chosenFiles(files: ArrayLike<File>): AsyncGenerator<Dropped> {
  for (let index = 0; index < files.length; index++) {
    if (index % partSize === partSize - 1) await new Promise((resume) => setTimeout(resume));
    const file = files[index];
    if (file) yield { path: file.webkitRelativePath || file.name, file };
  }
}
