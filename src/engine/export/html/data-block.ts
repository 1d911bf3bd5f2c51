import { ascii } from '../../dataset/signature.ts';
import { damaged } from '../damaged.ts';

/*
 * A file inside a page: gzip in base64, in a script element of a type that no browser runs. Whatever is in the file,
 * nothing of it can be markup.
 */

/** Most bytes that one file may inflate to; the largest that is written is a shard of weights, 4 MB. */
const largestFile = 64 * 2 ** 20;

/** Divisible by three: each piece of base64 then ends without padding. */
const PIECE = 0x6000;

/** @param path letters, digits, '.', '-' and '/': what stands in a quoted attribute as it is */
export async function dataBlock(path: string, content: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!/^[\w./-]+$/.test(path)) throw new TypeError(`${path} can't be the name of a file in a page.`);
  const packed = await bytesOf(through(content, new CompressionStream('gzip')), Number.POSITIVE_INFINITY);
  return `<script type="application/octet-stream" data-file="${path}">${toBase64(packed)}</script>`;
}

/** The packed files in a page's source, by their paths. */
export function findDataBlocks(html: string): ReadonlyMap<string, string> {
  const blocks = html.matchAll(
    /<script type="application\/octet-stream" data-file="([\w./-]+)">([\w+/=]*)<\/script>/g,
  );
  return new Map([...blocks].map(([, path = '', packed = '']) => [path, packed]));
}

/**
 * Inflates a packed file.
 * @param path for messages
 * @param limit most bytes that it may inflate to
 * @throws FailureError 'unsupported-format' where it is cut, changed, or larger than that
 */
export async function unpackBlock(
  path: string,
  packed: string,
  limit = largestFile,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await bytesOf(through(fromBase64(packed), new DecompressionStream('gzip')), limit);
  } catch (cause) {
    throw damaged('A part of the page is damaged.', path, cause);
  }
}

/** Written without a Blob: WebKit can't read one in the worker of a page that lies on a disk. */
function through(
  content: Uint8Array<ArrayBuffer>,
  { writable, readable }: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array> {
  const writer = writable.getWriter();
  // What goes wrong here goes wrong where it is read, too.
  writer
    .write(content)
    .then(() => writer.close())
    .catch(() => undefined);
  return readable;
}

/** @throws RangeError past the limit */
async function bytesOf(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > limit) {
      await reader.cancel();
      throw new RangeError(`More than ${limit} bytes.`);
    }
    chunks.push(next.value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** RFC 4648, section 4. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE)
    text += btoa(ascii(bytes, at, Math.min(at + PIECE, bytes.length)));
  return text;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}
