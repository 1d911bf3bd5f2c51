import { FailureError } from '../../core/project/failure.ts';
import { makingRoom } from '../disk/make-room.ts';
import { fileIn, folderCalled, removeFrom, writeOver } from '../disk/opfs.ts';

/*
 * Pictures lie in the origin private file system as images/<first two digits of the hash>/<hash>.
 * A file is known to be whole by its size: it's the picture's last byte that makes it right.
 */

const folders = new Map<string, Promise<FileSystemDirectoryHandle>>();

/** Looks folders up once, since every look-up is a message to another process. */
function remembered(
  name: string,
  find: () => Promise<FileSystemDirectoryHandle>,
): Promise<FileSystemDirectoryHandle> {
  const known = folders.get(name);
  if (known) return known;
  const found = find();
  folders.set(name, found);
  found.catch(() => folders.delete(name));
  return found;
}

const imagesFolder = (): Promise<FileSystemDirectoryHandle> => remembered('', () => folderCalled('images'));

function folderOf(hash: string): Promise<FileSystemDirectoryHandle> {
  const name = hash.slice(0, 2);
  return remembered(name, async () => (await imagesFolder()).getDirectoryHandle(name, { create: true }));
}

const fileOf = async (hash: string): Promise<File | null> => fileIn(await folderOf(hash), hash);

/** Whether a picture is stored whole. */
export async function hasImage(hash: string, bytes: number): Promise<boolean> {
  return (await fileOf(hash))?.size === bytes;
}

/**
 * Stores a picture. One that is there whole stays, whatever happens: samples show it. Not to be called for the same hash
 * twice at a time.
 *
 * @throws QuotaExceededError where the disk is full; nothing of the picture is left then.
 */
export async function putImage(hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const folder = await folderOf(hash);
  try {
    await makingRoom(() => writeOver(folder, hash, bytes, 'The picture'));
  } catch (error) {
    if (!(await hasImage(hash, bytes.length))) await removeFrom(folder, hash);
    throw error;
  }
}

/** @throws FailureError 'not-found'. */
export async function getImage(hash: string): Promise<Blob> {
  const file = await fileOf(hash);
  if (file) return file;
  throw new FailureError({
    code: 'not-found',
    what: 'A stored photo is missing; the browser may have cleared it.',
    todo: 'Drop the photo again.',
  });
}

/** Deletes pictures; one that isn't there is fine. */
export async function removeImages(hashes: Iterable<string>): Promise<void> {
  for (const hash of hashes) await removeFrom(await folderOf(hash), hash);
}

/** The hashes of all stored pictures, half-written ones among them. */
export async function listImages(): Promise<string[]> {
  const namesOf = async (folder: FileSystemDirectoryHandle): Promise<string[]> => {
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    return names;
  };
  const top = await imagesFolder();
  // Each step is a message to another process, so the folders are listed side by side.
  const names = await namesOf(top);
  const lists = await Promise.all(names.map(async (name) => namesOf(await top.getDirectoryHandle(name))));
  return lists.flat();
}
