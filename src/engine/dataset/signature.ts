/** A file's format by its first bytes; what a file is called doesn't count. */
export type Signature =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'avif'
  | 'bmp'
  | 'heic'
  | 'tiff'
  | 'svg'
  | 'pdf'
  | 'zip'
  | 'video'
  | 'text'
  | 'unknown';

/** The characters of bytes start…end, one a byte. */
export function ascii(bytes: Uint8Array, start: number, end: number): string {
  return Array.from(bytes.subarray(start, end), (byte) => String.fromCharCode(byte)).join('');
}

/** Compatible and major brands of an ISO base media file's first box (ISO/IEC 14496-12, 'ftyp'). */
function brandsOf(bytes: Uint8Array): string[] {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const end = Math.min(size, bytes.length, 256);
  const brands = [ascii(bytes, 8, 12)];
  for (let start = 16; start + 4 <= end; start += 4) brands.push(ascii(bytes, start, start + 4));
  return brands;
}

function signatureOfMedia(bytes: Uint8Array): Signature {
  const brands = brandsOf(bytes);
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif';
  if (brands.some((brand) => /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand))) return 'heic';
  return 'video';
}

/** Whether the start of a file is text: UTF-8 without control characters other than white space. */
function looksLikeText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 1024);
  if (start.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13))
    return false;
  try {
    // `stream` lets a character be cut by the end of the sample.
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** @param bytes the file's start, 1 KiB is enough. */
export function signatureOf(bytes: Uint8Array): Signature {
  const starts = (text: string, offset = 0): boolean => ascii(bytes, offset, offset + text.length) === text;
  if (starts('\xff\xd8\xff')) return 'jpeg';
  if (starts('\x89PNG\r\n\x1a\n')) return 'png';
  if (starts('GIF87a') || starts('GIF89a')) return 'gif';
  if (starts('RIFF') && starts('WEBP', 8)) return 'webp';
  if (bytes.length >= 16 && starts('ftyp', 4)) return signatureOfMedia(bytes);
  if (starts('II*\0') || starts('MM\0*') || starts('II+\0') || starts('MM\0+')) return 'tiff';
  if (starts('%PDF')) return 'pdf';
  if (starts('PK\x03\x04') || starts('PK\x05\x06')) return 'zip';
  if (starts('\x1aE\xdf\xa3') || (starts('RIFF') && starts('AVI ', 8))) return 'video';
  if (looksLikeText(bytes)) return /<svg[\s>]/i.test(ascii(bytes, 0, 1024)) ? 'svg' : 'text';
  // Two letters are a weak sign, so the text check goes first.
  if (starts('BM')) return 'bmp';
  return 'unknown';
}
