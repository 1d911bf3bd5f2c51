import { crc32 } from 'node:zlib';

/** A file of a zip or tar that a test makes. */
export interface FakeFile {
  readonly name: string | Uint8Array;
  readonly bytes: Uint8Array;
  /** ZIP's number of a compression method; the bytes are stored as they are. */
  readonly method?: number;
  readonly encrypted?: boolean;
}

const bytesOf = (name: string | Uint8Array): Uint8Array =>
  typeof name === 'string' ? new TextEncoder().encode(name) : name;

function header(
  size: number,
  fields: readonly (readonly [at: number, bytes: 2 | 4, value: number])[],
): Uint8Array {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  for (const [at, width, value] of fields)
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}

/** A zip (APPNOTE.TXT 4.3) whose names carry no mark of what they are written in, as old tools make them. */
export function fakeZip(files: readonly FakeFile[]): Blob {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, bytes, method = 0, encrypted = false } of files) {
    const raw = bytesOf(name);
    const shared = (start: number) =>
      [
        [start, 2, 20],
        [start + 2, 2, encrypted ? 1 : 0],
        [start + 4, 2, method],
        [start + 10, 4, crc32(bytes)],
        [start + 14, 4, bytes.length],
        [start + 18, 4, bytes.length],
        [start + 22, 2, raw.length],
      ] as const;
    const local = joined([header(30, [[0, 4, 0x04034b50], ...shared(4)]), raw, bytes]);
    directory.push(header(46, [[0, 4, 0x02014b50], [4, 2, 20], ...shared(6), [42, 4, at]]), raw);
    locals.push(local);
    at += local.length;
  }
  const size = joined(directory).length;
  const end = header(22, [
    [0, 4, 0x06054b50],
    [8, 2, files.length],
    [10, 2, files.length],
    [12, 4, size],
    [16, 4, at],
  ]);
  return new Blob([joined([...locals, ...directory, end])]);
}

/** A ustar archive; names over 100 bytes get a pax header. */
export function fakeTar(files: readonly FakeFile[]): Uint8Array<ArrayBuffer> {
  const blocks = files.flatMap(({ name, bytes }) => {
    const raw = bytesOf(name);
    if (raw.length <= 100) return [tarHeader(raw, bytes.length, '0'), padded(bytes)];
    const line = ` path=${new TextDecoder().decode(raw)}\n`;
    let length = line.length + 2;
    while (new TextEncoder().encode(`${length}${line}`).length !== length) length++;
    const pax = new TextEncoder().encode(`${length}${line}`);
    return [
      tarHeader(bytesOf('pax'), pax.length, 'x'),
      padded(pax),
      tarHeader(raw.subarray(0, 100), bytes.length, '0'),
      padded(bytes),
    ];
  });
  return joined([...blocks, new Uint8Array(1024)]);
}

function tarHeader(name: Uint8Array, size: number, kind: string): Uint8Array {
  const block = new Uint8Array(512);
  const write = (at: number, text: string) => block.set(bytesOf(text), at);
  block.set(name, 0);
  write(100, '0000644\0');
  write(124, `${size.toString(8).padStart(11, '0')}\0`);
  write(148, '        ');
  write(156, kind);
  write(257, 'ustar\0');
  const sum = block.reduce((total, byte) => total + byte, 0);
  write(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return block;
}

const padded = (bytes: Uint8Array): Uint8Array => {
  const block = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
  block.set(bytes);
  return block;
};
