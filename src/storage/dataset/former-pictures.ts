import { database, write } from '../disk/database.ts';
import { fileIn, folderCalled, isMissing, removeFrom } from '../disk/opfs.ts';
import type { FormerThumbnail } from '../disk/schema.ts';

/*
 * Pictures that a version before the database's sixth has stored: each in a file of its own, images/<first two digits of the
 * hash>/<hash>, and its thumbnail in the database. They are read where they are and removed like others; none is added.
 */

/** Null where there is none. */
export async function formerPicture(hash: string): Promise<File | null> {
  const top = await folderCalled('images');
  try {
    return await fileIn(await top.getDirectoryHandle(hash.slice(0, 2)), hash);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** In the order of the hashes; undefined where there is none. */
export async function formerThumbnails(hashes: readonly string[]): Promise<(FormerThumbnail | undefined)[]> {
  const { store } = (await database()).transaction('thumbnails');
  return Promise.all(hashes.map((hash) => store.get(hash)));
}

export async function listFormerPictures(): Promise<string[]> {
  return (await database()).getAllKeys('thumbnails');
}

/** Removes the pictures that are not among `shown`, half-written ones among them, and their thumbnails. */
export async function keepFormerPictures(shown: ReadonlySet<string>): Promise<void> {
  const gone = (await listFormerPictures()).filter((hash) => !shown.has(hash));
  if (gone.length > 0)
    await write(['thumbnails'], (transaction) =>
      gone.map((hash) => () => transaction.objectStore('thumbnails').delete(hash)),
    );
  const top = await folderCalled('images');
  for (const name of await namesIn(top)) {
    const folder = await top.getDirectoryHandle(name);
    for (const hash of await namesIn(folder)) if (!shown.has(hash)) await removeFrom(folder, hash);
  }
}

async function namesIn(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}
