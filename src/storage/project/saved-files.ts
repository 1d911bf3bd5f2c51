import { makingRoom } from '../disk/make-room.ts';
import { folderCalled, openFile } from '../disk/opfs.ts';

/*
 * A project's file is written to the origin private file system first, as projects/<number>.zip: it may be larger than
 * memory. From there the browser downloads it.
 */

const folder = (): Promise<FileSystemDirectoryHandle> => folderCalled('projects');

/** A file that is being written. */
export interface SavedFile {
  /** Takes bytes in their order. Throws QuotaExceededError where the disk is full. */
  readonly output: WritableStream<Uint8Array>;
  /** The file, once `output` is closed. */
  read(): Promise<File>;
  /** Takes it away, however far it is written. */
  discard(): Promise<void>;
}

/**
 * Begins a file. Nothing else is to be begun until it is written or discarded.
 * @throws FailureError 'no-storage'
 */
export async function beginFile(): Promise<SavedFile> {
  const all = await folder();
  const name = `${crypto.randomUUID()}.zip`;
  const file = await all.getFileHandle(name, { create: true });
  const handle = await openFile(file);
  let at = 0;
  return {
    output: new WritableStream({
      write: (chunk) =>
        makingRoom(async () => {
          if (handle.write(chunk, { at }) < chunk.length)
            throw new DOMException('The project was not written whole.', 'QuotaExceededError');
          at += chunk.length;
        }),
      close: () => handle.close(),
      abort: () => handle.close(),
    }),
    read: () => file.getFile(),
    discard: async () => {
      // Closing twice is fine.
      handle.close();
      await all.removeEntry(name);
    },
  };
}

/**
 * Takes the files away that were saved before: each has been downloaded by now, or never will be. One that is being
 * written stays.
 */
export async function sweepFiles(): Promise<void> {
  const all = await folder();
  for await (const name of all.keys()) {
    try {
      await all.removeEntry(name);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'NoModificationAllowedError')) throw error;
    }
  }
}
