import { ascii, type Signature } from './signature.ts';

/** What a picture's header says, before a pixel is decoded. */
export interface ImageHeader {
  /** Pixels as stored, before any orientation. 0 where the header doesn't say. */
  readonly width: number;
  readonly height: number;
  /** False where the file ends before its picture does. */
  readonly complete: boolean;
}

const cutOff: ImageHeader = { width: 0, height: 0, complete: false };

/** Formats whose header can be read. */
export type ReadableFormat = Extract<Signature, 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'heic' | 'bmp'>;

/**
 * Reads size and completeness of a picture. Browsers decode a cut-off file to a picture with a grey rest,
 * so that the end has to be looked for; whatever follows the end (a second picture, a maker's notes) is fine.
 *
 * @param bytes the whole file.
 */
export function readHeader(format: ReadableFormat, bytes: Uint8Array): ImageHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readers[format](bytes, view);
  } catch (error) {
    // A read past the last byte: the header itself is cut off.
    if (error instanceof RangeError) return cutOff;
    throw error;
  }
}

type Reader = (bytes: Uint8Array, view: DataView) => ImageHeader;

/** JPEG markers and segments: ITU-T T.81, annex B. */
const readJpeg: Reader = (bytes, view) => {
  let width = 0;
  let height = 0;
  let position = 2;
  for (;;) {
    position = bytes.indexOf(0xff, position);
    if (position < 0) return { width, height, complete: false };
    const marker = view.getUint8(position + 1);
    if (marker === 0xff) {
      position++;
      continue;
    }
    if (marker === 0xd9) return { width, height, complete: true };
    // Below C0, and RST and SOI, nothing follows: stuffed zeros and restarts inside the coded picture.
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)) {
      position += 2;
      continue;
    }
    // Start of frame, of any process; C4, C8 and CC are tables and an extension.
    if (marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      height = view.getUint16(position + 5);
      width = view.getUint16(position + 7);
    }
    position += 2 + view.getUint16(position + 2);
  }
};

/** PNG chunks: W3C PNG specification, 5.3. */
const readPng: Reader = (bytes, view) => {
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  for (let position = 8; position + 12 <= bytes.length; ) {
    const end = position + 12 + view.getUint32(position);
    if (ascii(bytes, position + 4, position + 8) === 'IEND') return { width, height, complete: true };
    position = end;
  }
  return { width, height, complete: false };
};

/** GIF blocks up to the end of the first picture: GIF89a specification. */
const readGif: Reader = (_, view) => {
  const width = view.getUint16(6, true);
  const height = view.getUint16(8, true);
  const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  const afterSubBlocks = (start: number): number => {
    let position = start;
    for (let size = view.getUint8(position); size > 0; size = view.getUint8(position)) position += size + 1;
    return position + 1;
  };
  try {
    let position = 13 + tableBytes(view.getUint8(10));
    while (view.getUint8(position) === 0x21) position = afterSubBlocks(position + 2);
    if (view.getUint8(position) !== 0x2c) return { width, height, complete: false };
    afterSubBlocks(position + 11 + tableBytes(view.getUint8(position + 9)));
    return { width, height, complete: true };
  } catch {
    return { width, height, complete: false };
  }
};

/** WebP's RIFF container and its three kinds of first chunk: RFC 9649. */
const readWebp: Reader = (bytes, view) => {
  const complete = view.getUint32(4, true) + 8 <= bytes.length;
  const kind = ascii(bytes, 12, 16);
  const uint24 = (offset: number): number => view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
  if (kind === 'VP8X') return { width: uint24(24) + 1, height: uint24(27) + 1, complete };
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, complete };
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff, complete };
};

/**
 * Boxes of ISO/IEC 14496-12; 'ispe' (ISO/IEC 23008-12) holds a picture's size, and the largest is the whole
 * picture's. The coded picture lies in 'mdat' or, a small one, in 'idat'.
 */
const readHeif: Reader = (bytes, view) => {
  let width = 0;
  let height = 0;
  let hasData = false;
  let cut = false;
  const readBoxes = (start: number, end: number): void => {
    for (let position = start; position + 8 <= end; ) {
      let size = view.getUint32(position);
      let head = 8;
      if (size === 1) {
        size = Number(view.getBigUint64(position + 8));
        head = 16;
      } else if (size === 0) size = end - position;
      const kind = ascii(bytes, position + 4, position + 8);
      if (size < head || position + size > end) {
        // What is no box of a picture is something behind it.
        cut ||= /^(meta|mdat|idat|iprp|ipco|moov)$/.test(kind);
        return;
      }
      hasData ||= kind === 'mdat' || kind === 'idat';
      // 'meta' is a full box: four bytes of version and flags go before its children.
      if (kind === 'meta') readBoxes(position + head + 4, position + size);
      else if (kind === 'iprp' || kind === 'ipco') readBoxes(position + head, position + size);
      else if (kind === 'ispe') {
        const [w, h] = [view.getUint32(position + head + 4), view.getUint32(position + head + 8)];
        if (w * h > width * height) [width, height] = [w, h];
      }
      position += size;
    }
  };
  readBoxes(0, bytes.length);
  return { width, height, complete: hasData && !cut };
};

/** BMP: BITMAPFILEHEADER and the kinds of info header (Windows GDI). Only an uncompressed one's end is known. */
const readBmp: Reader = (bytes, view) => {
  const pixels = view.getUint32(10, true);
  if (view.getUint32(14, true) === 12)
    return {
      width: view.getUint16(18, true),
      height: view.getUint16(20, true),
      complete: pixels <= bytes.length,
    };
  const width = Math.abs(view.getInt32(18, true));
  const height = Math.abs(view.getInt32(22, true));
  const compression = view.getUint32(30, true);
  const rowBytes = 4 * Math.ceil((width * view.getUint16(28, true)) / 32);
  const uncompressed = compression === 0 || compression === 3;
  return { width, height, complete: pixels + (uncompressed ? rowBytes * height : 0) <= bytes.length };
};

const readers: Record<ReadableFormat, Reader> = {
  jpeg: readJpeg,
  png: readPng,
  gif: readGif,
  webp: readWebp,
  avif: readHeif,
  heic: readHeif,
  bmp: readBmp,
};
