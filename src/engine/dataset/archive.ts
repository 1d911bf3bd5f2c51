import type { FileEntry } from '@zip.js/zip.js';
import type { CodePage } from '../../core/dataset/import/found-files.ts';
import { type Failure, FailureError } from '../../core/project/failure.ts';
import { decodeAs, guessCodePage } from './code-page.ts';

/** Most bytes that one entry may inflate to, where the caller knows nothing better. */
const largestEntry = 200 * 2 ** 20;
/** Photos hardly shrink in a zip. What inflates this many times over, past the bytes below, is a trap. */
const largestRatio = 200;
const ratioCountsFrom = 20 * 2 ** 20;

export interface ArchiveEntry {
  /** As the archive writes it, '/' between folders. */
  readonly path: string;
  /** Why it can't be read here: encrypted, or compressed by another method than deflate; null: it can. */
  readonly locked: 'password' | 'method' | null;
  /** The first bytes, a kilobyte or more where the entry has as many. @throws as `read` does. */
  start(signal: AbortSignal): Promise<Uint8Array>;
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

/** A zip's files, and in which code page their names were read. */
export interface OpenedZip {
  readonly entries: readonly ArchiveEntry[];
  /** Names without a mark of their own, as they stand there; null: all say that they are Unicode. */
  readonly unmarked: readonly Uint8Array[] | null;
  readonly page: CodePage;
  /** Whether the names may be of another page as well. */
  readonly doubtful: boolean;
}

/** ZIP's extra field with a name in UTF-8 (APPNOTE 4.6.9). */
const UNICODE_PATH = 0x7075;
/** Stored, deflate, and deflate64, which zip.js inflates. */
const METHODS = new Set([0, 8, 9]);

/**
 * Lists the files of a zip. Only its directory is read; each entry is read from the blob when it's asked for.
 *
 * @param file the archive's path, for messages.
 * @param page in which names without a mark are written; null: told by their bytes
 * @throws FailureError 'archive-damaged'.
 */
export async function openZip(blob: Blob, file: string, page: CodePage | null = null): Promise<OpenedZip> {
  const { BlobReader, ZipReader } = await import('@zip.js/zip.js');
  try {
    // This is a worker already, and the names are only text here: the import's plan makes them safe.
    const reader = new ZipReader(new BlobReader(blob), {
      useWebWorkers: false,
      filenameValidation: 'tolerant',
    });
    const files = (await reader.getEntries()).filter((entry): entry is FileEntry => !entry.directory);
    const isUnmarked = ({ filenameUTF8, extraField }: FileEntry) =>
      !filenameUTF8 && !extraField?.has(UNICODE_PATH);
    const unmarked = files.filter(isUnmarked).map(({ rawFilename }) => rawFilename);
    const guess = page === null ? guessCodePage(unmarked) : { page, doubtful: false };
    const nameOf = (entry: FileEntry) =>
      isUnmarked(entry) ? decodeLeniently(entry.rawFilename, guess.page) : entry.filename;
    return {
      entries: files.map((entry) => archiveEntry(entry, nameOf(entry), file)),
      unmarked: unmarked.length > 0 ? unmarked : null,
      ...guess,
    };
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

/** The files of a zip. @throws FailureError as `openZip` does */
export async function openArchive(blob: Blob, file: string): Promise<readonly ArchiveEntry[]> {
  return (await openZip(blob, file)).entries;
}

function decodeLeniently(bytes: Uint8Array, page: CodePage): string {
  try {
    return decodeAs(bytes, page);
  } catch {
    // One name among others of another page.
    return new TextDecoder(page === 'ibm437' ? 'windows-1252' : page).decode(bytes);
  }
}

function archiveEntry(entry: FileEntry, name: string, archive: string): ArchiveEntry {
  const path = name.replaceAll('\\', '/');
  const file = `${archive}/${path}`;
  const locked = entry.encrypted ? 'password' : METHODS.has(entry.compressionMethod) ? null : 'method';
  const inflate = async (chunks: Chunks, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> => {
    if (locked) throw lockedFailure(locked, file);
    try {
      await entry.getData(chunks.writable, { useWebWorkers: false, signal });
    } catch (error) {
      signal.throwIfAborted();
      if (chunks.enough()) return chunks.bytes();
      if (chunks.failure) throw chunks.failure;
      throw fail('archive-damaged', 'This part of the zip is damaged.', file, 'Make the zip again.', error);
    }
    return chunks.bytes();
  };
  return {
    path,
    locked,
    start: (signal) => inflate(limitedChunks(entry.compressedSize, largestEntry, file, 1024), signal),
    read: (signal, largest = largestEntry) =>
      inflate(limitedChunks(entry.compressedSize, largest, file), signal),
  };
}

/** One for a whole archive, or for the part of it that is so. */
export function lockedFailure(locked: 'password' | 'method', file: string): FailureError {
  return locked === 'password'
    ? fail('archive-damaged', 'The zip is locked by a password.', file, 'Unpack it and drop the folder.')
    : fail(
        'archive-damaged',
        "It is compressed in a way that can't be read here.",
        file,
        'Unpack it and drop the folder, or make the zip again with the usual method (Deflate).',
      );
}

type Chunks = ReturnType<typeof limitedChunks>;

/**
 * Gathers what is inflated and stops once it's too much, whatever size the archive's directory claims.
 *
 * @param wanted stops when there are as many bytes
 */
function limitedChunks(
  compressedSize: number,
  largest: number,
  file: string,
  wanted = Number.POSITIVE_INFINITY,
) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const gathered = {
    failure: null as FailureError | null,
    enough: () => size >= wanted && gathered.failure === null,
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
        if (size >= wanted) throw new Error('Enough was read.');
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
