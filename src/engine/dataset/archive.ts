import type { FileEntry } from '@zip.js/zip.js';
import { type Failure, FailureError } from '../../core/project/failure.ts';

/** Most bytes that one entry may inflate to, where the caller knows nothing better. */
const largestEntry = 200 * 2 ** 20;
/** Photos hardly shrink in a zip. What inflates this many times over, past the bytes below, is a trap. */
const largestRatio = 200;
const ratioCountsFrom = 20 * 2 ** 20;

export interface ArchiveEntry {
  /** As the archive writes it, '/' between folders. */
  readonly path: string;
  /**
   * Inflates the entry.
   *
   * @param largest most bytes that it may inflate to
   * @throws FailureError 'archive-entry-too-large', or 'archive-damaged' for a damaged or encrypted one.
   */
  read(signal: AbortSignal, largest?: number): Promise<Uint8Array<ArrayBuffer>>;
}

function fail(
  code: Failure['code'],
  what: string,
  file: string,
  todo: string,
  cause?: unknown,
): FailureError {
  return new FailureError({ code, what, file, todo }, { cause });
}

/**
 * Lists the files of a zip. Only its directory is read; each entry is read from the blob when it's asked for.
 *
 * @param file the archive's path, for messages.
 * @throws FailureError 'archive-damaged'.
 */
export async function openArchive(blob: Blob, file: string): Promise<ArchiveEntry[]> {
  const { BlobReader, ZipReader } = await import('@zip.js/zip.js');
  try {
    // This is a worker already, and the names are only text here: the import's plan makes them safe.
    const reader = new ZipReader(new BlobReader(blob), {
      useWebWorkers: false,
      filenameValidation: 'tolerant',
    });
    const entries = await reader.getEntries();
    return entries
      .filter((entry): entry is FileEntry => !entry.directory)
      .map((entry) => archiveEntry(entry, file));
  } catch (error) {
    throw fail(
      'archive-damaged',
      "The zip is damaged and can't be read.",
      file,
      'Make it again or drop the folder itself.',
      error,
    );
  }
}

function archiveEntry(entry: FileEntry, archive: string): ArchiveEntry {
  const path = entry.filename.replaceAll('\\', '/');
  const file = `${archive}/${path}`;
  return {
    path,
    async read(signal, largest = largestEntry) {
      if (entry.encrypted)
        throw fail(
          'archive-damaged',
          'The zip is locked by a password.',
          file,
          'Unpack it and drop the folder.',
        );
      const chunks = limitedChunks(entry.compressedSize, largest, file);
      try {
        await entry.getData(chunks.writable, { useWebWorkers: false, signal });
      } catch (error) {
        signal.throwIfAborted();
        if (chunks.failure) throw chunks.failure;
        throw fail('archive-damaged', 'This part of the zip is damaged.', file, 'Make the zip again.', error);
      }
      return chunks.bytes();
    },
  };
}

/** Gathers what is inflated and stops once it's too much, whatever size the archive's directory claims. */
function limitedChunks(compressedSize: number, largest: number, file: string) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const gathered = {
    failure: null as FailureError | null,
    writable: new WritableStream<Uint8Array>({
      write(chunk) {
        size += chunk.length;
        if (size > largest || (size > ratioCountsFrom && size > largestRatio * compressedSize)) {
          chunks.length = 0;
          gathered.failure = fail(
            'archive-entry-too-large',
            'This file of the zip inflates to far more than a photo.',
            file,
            'Unpack the zip and drop the folder, if you trust it.',
          );
          throw gathered.failure;
        }
        chunks.push(chunk);
      },
    }),
    bytes(): Uint8Array<ArrayBuffer> {
      const bytes = new Uint8Array(size);
      let position = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, position);
        position += chunk.length;
      }
      return bytes;
    },
  };
  return gathered;
}
