import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { FailureError } from '../../core/project/failure.ts';
import { checkImage } from './decode.ts';
import { readHeader } from './header.ts';

const width = 83;
const height = 47;

/** A picture that doesn't compress to nothing. */
function picture() {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, index) => (index * index) % 251);
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

function bmp(): Uint8Array {
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const bytes = new Uint8Array(54 + rowBytes * height);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  for (const [offset, value] of [
    [2, bytes.length],
    [10, 54],
    [14, 40],
    [18, width],
    // Negative: rows from top to bottom.
    [22, -height],
    [28, 24],
  ] as const)
    view.setInt32(offset, value, true);
  return bytes;
}

const whole: [string, () => Promise<Uint8Array>][] = [
  ['jpeg', () => picture().jpeg().toBuffer()],
  ['jpeg, progressive', () => picture().jpeg({ progressive: true }).toBuffer()],
  ['jpeg, CMYK', () => picture().toColourspace('cmyk').jpeg().toBuffer()],
  ['jpeg, with EXIF', () => picture().withMetadata({ orientation: 6 }).jpeg().toBuffer()],
  ['png', () => picture().png().toBuffer()],
  ['png, 16 bits', () => picture().toColourspace('rgb16').png().toBuffer()],
  ['gif', () => picture().gif().toBuffer()],
  ['webp', () => picture().webp().toBuffer()],
  ['webp, lossless', () => picture().webp({ lossless: true }).toBuffer()],
  ['webp, extended', () => picture().ensureAlpha(0.5).webp().toBuffer()],
  ['avif', () => picture().avif({ effort: 0 }).toBuffer()],
  ['bmp', async () => bmp()],
];

function codeOf(bytes: Uint8Array): string {
  try {
    return checkImage(bytes, 'file');
  } catch (error) {
    if (error instanceof FailureError) return error.failure.code;
    throw error;
  }
}

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

describe.each(whole)('%s', (name, make) => {
  it('is known by its bytes and has the size it was made with', async () => {
    const bytes = await make();
    const format = checkImage(bytes, 'file');
    expect(name).toMatch(new RegExp(`^${format}`));
    expect(readHeader(format, bytes)).toEqual({ width, height, complete: true });
  });

  it('may be followed by anything', async () => {
    const bytes = await make();
    const longer = new Uint8Array(bytes.length + 300);
    longer.set(bytes);
    longer.set(bytes.subarray(0, 200), bytes.length + 50);
    expect(name).toMatch(new RegExp(`^${codeOf(longer)}`));
  });

  it('is damaged wherever it is cut off', async () => {
    const bytes = await make();
    for (const share of [0.3, 0.5, 0.7, 0.9, 0.99]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * share));
      expect([share, codeOf(cut)]).toEqual([share, 'damaged-image']);
    }
  });
});

describe('checkImage', () => {
  it('does not take the end of an embedded thumbnail for the end of the picture', async () => {
    const thumbnail = await picture().resize(16, 16).jpeg().toBuffer();
    const full = await picture().jpeg().toBuffer();
    const segment = new Uint8Array(4 + thumbnail.length);
    segment.set([0xff, 0xe1, (thumbnail.length + 2) >> 8, (thumbnail.length + 2) & 0xff]);
    segment.set(thumbnail, 4);
    const bytes = new Uint8Array([...full.subarray(0, 2), ...segment, ...full.subarray(2)]);
    expect(readHeader('jpeg', bytes)).toEqual({ width, height, complete: true });
    expect(codeOf(bytes.subarray(0, bytes.length - 10))).toBe('damaged-image');
  });

  it('refuses a picture of too many pixels by its header alone', async () => {
    const bytes = new Uint8Array(await picture().png().toBuffer());
    const view = new DataView(bytes.buffer);
    view.setUint32(16, 10_000);
    view.setUint32(20, 10_000);
    expect(codeOf(bytes)).toBe('png');
    view.setUint32(20, 10_001);
    expect(codeOf(bytes)).toBe('image-too-large');
  });

  it('refuses what is no picture, each with its reason', async () => {
    const tiff = await picture().tiff().toBuffer();
    const refused = (bytes: Uint8Array): string => {
      try {
        return checkImage(bytes, 'a/1.jpg');
      } catch (error) {
        if (!(error instanceof FailureError)) throw error;
        expect(error.failure.file).toBe('a/1.jpg');
        return `${error.failure.code}: ${error.failure.what}`;
      }
    };
    expect(refused(new Uint8Array(0))).toMatch(/^empty-file/);
    expect(refused(tiff)).toMatch(/^unsupported-format: TIFF/);
    expect(refused(text('<?xml version="1.0"?><svg xmlns="x"/>'))).toMatch(/^unsupported-format: .*SVG/);
    expect(refused(text('%PDF-1.7'))).toMatch(/^unsupported-format: .*PDF/);
    expect(refused(text('not a photo: BM, GIF, ü'))).toMatch(/^unsupported-format: This is text/);
    expect(refused(text('PK\u0003\u0004….'))).toMatch(/^unsupported-format: .*zip/);
    expect(refused(Uint8Array.from({ length: 64 }, (_, index) => index))).toMatch(/^unsupported-format/);
  });

  it('lets HEIC through, which some browsers decode', () => {
    expect(codeOf(text('\0\0\0\u0018ftypheic\0\0\0\0mif1heic'))).toBe('heic');
    expect(codeOf(text('\0\0\0\u0018ftypisom\0\0\0\0isomavc1'))).toBe('unsupported-format');
  });
});
