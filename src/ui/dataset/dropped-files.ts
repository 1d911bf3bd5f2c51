import { compareNames } from '../../core/compare-names.ts';
import type { DroppedFile } from '../../core/dataset/import-plan.ts';

type Dropped = DroppedFile<Blob>;

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

const nextEntries = (reader: FileSystemDirectoryReader) =>
  new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));

/** Files asked for at a time: each is a message to another process, and one after another ten thousand take 10 s. */
const AT_ONCE = 32;

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/** Depth first, with a stack of its own: folders may be deeper than calls may nest. */
async function* walk(roots: readonly FileSystemEntry[]): AsyncGenerator<Dropped> {
  const waiting = roots.toReversed();
  while (waiting.length > 0) {
    const folder = waiting.findLastIndex((entry) => !isFile(entry));
    const files = waiting
      .splice(Math.max(folder + 1, waiting.length - AT_ONCE))
      .filter(isFile)
      .reverse();
    const read = await Promise.all(files.map(fileOf));
    for (const [i, file] of read.entries()) yield { path: files[i]?.fullPath.slice(1) ?? file.name, file };
    if (files.length > 0) continue;
    const reader = (waiting.pop() as FileSystemDirectoryEntry).createReader();
    const found: FileSystemEntry[] = [];
    // A reader hands out its entries in parts (100 in Chromium), and an empty part last.
    for (let part = await nextEntries(reader); part.length > 0; part = await nextEntries(reader))
      for (const child of part) found.push(child);
    found.sort((a, b) => compareNames(b.name, a.name));
    for (const entry of found) waiting.push(entry);
  }
}

/** The files of a drop, folders of any depth walked. To be called within the drop event: afterwards the list is empty. */
export function droppedFiles(transfer: DataTransfer): AsyncIterable<Dropped> {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry): entry is FileSystemEntry => entry !== null);
  // A drop made by a script has files and no entries.
  return entries.length > 0 ? walk(entries) : chosenFiles(transfer.files);
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
