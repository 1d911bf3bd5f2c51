import { FailureError } from '../../core/project/failure.ts';
import { decodeText } from './text.ts';

/** A file of a tar. It can be read only until the next one is asked for. */
export interface TarFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/** A tar is made of blocks of that many bytes. */
const BLOCK = 512;
/** Most bytes of a file that is read, and of a long name. */
const LARGEST = 200 * 2 ** 20;
const LARGEST_HEADER = 2 ** 20;

/** Bytes one after another, from a file or out of a stream that unpacks it. */
interface Bytes {
  /** The next bytes, fewer only at the end. */
  take(count: number): Promise<Uint8Array<ArrayBuffer>>;
  skip(count: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * The files of a tar, packed by gzip or not, in their order: POSIX ustar and pax, and GNU's long names.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
 *
 * @param file its path, for messages
 * @throws FailureError 'archive-damaged'
 */
export async function* tarFiles(blob: Blob, file: string): AsyncGenerator<TarFile> {
  const magic = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  const bytes = magic[0] === 0x1f && magic[1] === 0x8b ? unpacked(blob) : bytesOf(blob);
  try {
    yield* filesIn(bytes, file);
  } catch (error) {
    if (error instanceof FailureError) throw error;
    throw damaged(file, error);
  } finally {
    await bytes.close();
  }
}

/** Whether a file begins with a tar's header: its checksum is right. */
export function isTar(start: Uint8Array): boolean {
  return start.length >= BLOCK && checksumIsRight(start.subarray(0, BLOCK));
}

/** The first block of what gzip has packed; null where it has packed nothing whole. */
export async function startOfGzip(blob: Blob): Promise<Uint8Array | null> {
  const bytes = unpacked(blob);
  try {
    return await bytes.take(BLOCK);
  } catch {
    // Not gzip, whatever it is called.
    return null;
  } finally {
    await bytes.close();
  }
}

async function* filesIn(bytes: Bytes, file: string): AsyncGenerator<TarFile> {
  let longName: string | null = null;
  for (;;) {
    const header = await bytes.take(BLOCK);
    // It ends with two blocks of zeros, or just ends.
    if (header.length === 0 || header.every((byte) => byte === 0)) return;
    if (header.length < BLOCK || !checksumIsRight(header)) throw damaged(file);
    const size = numberIn(header.subarray(124, 136));
    const padded = Math.ceil(size / BLOCK) * BLOCK;
    const kind = String.fromCharCode(header[156] ?? 0);
    if (kind === 'L' || kind === 'x') {
      if (size > LARGEST_HEADER) throw damaged(file);
      const content = (await bytes.take(padded)).subarray(0, size);
      longName = (kind === 'L' ? textIn(content) : pathInPax(decodeText(content))) ?? longName;
      continue;
    }
    const path = longName ?? nameIn(header);
    longName = kind === 'g' || kind === 'K' ? longName : null;
    let left = padded;
    // '0', and in old ones a zero byte; the rest are folders, links and devices.
    if ((kind === '0' || kind === '\0' || kind === '7') && !path.endsWith('/'))
      yield {
        path,
        size,
        read: async () => {
          if (size > LARGEST) throw tooLarge(`${file}/${path}`);
          const content = await bytes.take(padded).catch((error: unknown) => {
            throw damaged(file, error);
          });
          if (content.length < size) throw damaged(file);
          left = 0;
          return content.subarray(0, size);
        },
      };
    await bytes.skip(left);
  }
}

function checksumIsRight(header: Uint8Array): boolean {
  let sum = 0;
  // The checksum's own field counts as blanks.
  for (const [i, byte] of header.entries()) sum += i >= 148 && i < 156 ? 32 : byte;
  return sum > 8 * 32 && sum === numberIn(header.subarray(148, 156));
}

const textOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

/** Octal digits, or where they don't suffice the number itself, with the highest bit set (GNU). */
function numberIn(field: Uint8Array): number {
  const [first = 0] = field;
  if (first & 0x80) return field.subarray(1).reduce((value, byte) => value * 256 + byte, first & 0x7f);
  const digits = /^[\s\0]*([0-7]*)/.exec(textOf(field))?.[1] ?? '';
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

function textIn(field: Uint8Array): string {
  const end = field.indexOf(0);
  return decodeText(end < 0 ? field : field.subarray(0, end));
}

function nameIn(header: Uint8Array): string {
  const name = textIn(header.subarray(0, 100));
  const prefix = textOf(header.subarray(257, 262)) === 'ustar' ? textIn(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Lines of `length key=value`. */
function pathInPax(text: string): string | null {
  return /(?:^|\n)\d+ path=(.*)\n/.exec(text)?.[1] ?? null;
}

function bytesOf(blob: Blob): Bytes {
  let at = 0;
  return {
    take: async (count) => {
      const bytes = new Uint8Array(await blob.slice(at, at + count).arrayBuffer());
      at += bytes.length;
      return bytes;
    },
    skip: async (count) => {
      at += count;
    },
    close: async () => {},
  };
}

function unpacked(blob: Blob): Bytes {
  const reader = blob.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  let waiting: Uint8Array = new Uint8Array(0);
  /** The next piece of at most `count` bytes; null at the end. */
  const next = async (count: number): Promise<Uint8Array | null> => {
    while (waiting.length === 0) {
      const { value, done } = await reader.read();
      if (done) return null;
      waiting = value;
    }
    const piece = waiting.subarray(0, count);
    waiting = waiting.subarray(piece.length);
    return piece;
  };
  return {
    take: async (count) => {
      // It grows with what is there, not with what a header claims.
      const pieces: Uint8Array[] = [];
      let size = 0;
      while (size < count) {
        const piece = await next(count - size);
        if (!piece) break;
        pieces.push(piece);
        size += piece.length;
      }
      const bytes = new Uint8Array(size);
      let at = 0;
      for (const piece of pieces) {
        bytes.set(piece, at);
        at += piece.length;
      }
      return bytes;
    },
    skip: async (count) => {
      for (let left = count; left > 0; ) {
        const piece = await next(left);
        if (!piece) return;
        left -= piece.length;
      }
    },
    // One that can't be unpacked any further has said so, and says it once more.
    close: () => reader.cancel().catch(() => undefined),
  };
}

function damaged(file: string, cause?: unknown): FailureError {
  return new FailureError(
    {
      code: 'archive-damaged',
      what: "The archive is damaged and can't be read to its end.",
      file,
      todo: 'Make it again or drop the folder itself.',
    },
    { cause },
  );
}

function tooLarge(file: string): FailureError {
  return new FailureError({
    code: 'archive-entry-too-large',
    what: 'This file of the archive is far larger than a photo.',
    file,
    todo: 'Unpack it and drop the folder, if you trust it.',
  });
}
