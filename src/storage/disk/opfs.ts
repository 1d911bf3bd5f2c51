import { noStorage } from './no-storage.ts';

/** Of the origin private file system, made where it is not there. @throws FailureError 'no-storage' where the browser has none */
export async function folderCalled(name: string): Promise<FileSystemDirectoryHandle> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(name, { create: true });
  } catch (error) {
    throw error instanceof DOMException && error.name === 'QuotaExceededError' ? error : noStorage(error);
  }
}

export const isMissing = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'NotFoundError';

/** A file of a folder; null where there is none. */
export async function fileIn(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** One for each opening under way. */
const opening = new Set<{ readonly file: FileSystemFileHandle }>();

/**
 * A file's handle for reading and writing, which nobody else has meanwhile. Chromium never answers where `file` is collected
 * before it's open, and nothing else may refer to it while the caller waits: an import of 10,000 pictures stood still for
 * ever. (Chromium 156, its collector called after each opening: with files let go the trial ended at four that never
 * answered; held on to, all of 200 did. `getFile` and `getFileHandle` always answer.)
 * @throws NoModificationAllowedError where another one is open
 */
export function openFile(file: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
  const held = { file };
  opening.add(held);
  return file.createSyncAccessHandle().finally(() => opening.delete(held));
}

/**
 * Writes a file, over the one that is there; one that holds these bytes already is left alone. Whoever is cut off in between
 * leaves a part of it, and nothing of what was there: only files are to be written so of which that is known when they are
 * read. Each look-up is a message to another process, so everything is done with one handle. Nothing waits for the disk: the
 * database's transactions don't either, and the system writes both within seconds.
 * @param what for the error's words: 'The picture'
 * @throws QuotaExceededError where the disk is full
 */
export async function writeOver(
  folder: FileSystemDirectoryHandle,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  what: string,
): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  const handle = await openFile(file);
  try {
    if (holds(handle, bytes)) return;
    if (handle.getSize() > 0) handle.truncate(0);
    handle.write(bytes, { at: 0 });
    // Near the quota, Chromium's file system of a private window reports a full write and keeps less.
    if (handle.getSize() < bytes.length)
      throw new DOMException(`${what} was not written whole.`, 'QuotaExceededError');
  } finally {
    handle.close();
  }
}

function holds(handle: FileSystemSyncAccessHandle, bytes: Uint8Array): boolean {
  if (handle.getSize() !== bytes.length) return false;
  const there = new Uint8Array(bytes.length);
  handle.read(there, { at: 0 });
  return there.every((byte, i) => byte === bytes[i]);
}

/** Takes a file or a folder with all in it away; one that isn't there is fine. */
export async function removeFrom(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  try {
    await folder.removeEntry(name, { recursive: true });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
