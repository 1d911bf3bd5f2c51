import { type Failure, FailureError } from '../../core/project/failure.ts';
import { type ReadableFormat, readHeader } from './header.ts';
import { type Signature, signatureOf } from './signature.ts';

/** Most pixels a picture may have; 400 MB once decoded. */
export const largestPixels = 100_000_000;
/** Most bytes a file may have. A picture of the most pixels, 16 bits deep and uncompressed, is larger, and nobody has one. */
const largestBytes = 512 * 2 ** 20;

const UPRIGHT: ImageBitmapOptions = { imageOrientation: 'from-image' };

const asJpeg = 'Export it as JPEG or PNG and drop it again.';

/** Why files of these formats aren't pictures to a browser. */
const unreadable: Record<Exclude<Signature, ReadableFormat>, string> = {
  tiff: "TIFF photos can't be read by this browser.",
  svg: 'This is an SVG drawing, which has no pixels of its own.',
  pdf: 'This is a PDF document, not a picture.',
  zip: 'This is a zip inside a zip or one under another name.',
  video: 'This is a video, not a picture.',
  text: 'This is text, not a picture.',
  unknown: 'This is not a picture in a format that browsers read.',
};

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
 * Checks by its bytes that a file is a whole picture of a bearable size, before anything is inflated.
 *
 * @param bytes the whole file.
 * @param file its path, for messages.
 * @throws FailureError 'empty-file', 'unsupported-format', 'damaged-image' or 'image-too-large'.
 */
export function checkImage(bytes: Uint8Array, file: string): ReadableFormat {
  if (bytes.length === 0)
    throw fail('empty-file', 'The file is empty.', file, 'Copy it again from where it came from.');
  const format = signatureOf(bytes);
  if (!isReadable(format)) {
    const todo =
      format === 'zip' ? 'Unpack it and drop the folder.' : format === 'text' ? 'Drop photos only.' : asJpeg;
    throw fail('unsupported-format', unreadable[format], file, todo);
  }
  const { width, height, complete } = readHeader(format, bytes);
  if (width * height > largestPixels)
    throw fail(
      'image-too-large',
      `The picture has ${Math.round((width * height) / 1e6)} megapixels; the limit is ${largestPixels / 1e6}.`,
      file,
      'Make it smaller and drop it again.',
    );
  // A HEIC file is told by its format, whatever else is wrong with it: few browsers read any.
  if (format !== 'heic' && (!complete || width * height === 0))
    throw fail(
      'damaged-image',
      'The file ends before the picture does.',
      file,
      'Copy it again from where it came from.',
    );
  return format;
}

function isReadable(format: Signature): format is ReadableFormat {
  return !(format in unreadable);
}

/**
 * Reads a file into memory.
 *
 * @throws FailureError 'image-too-large' for one over 512 MiB, 'not-found' for one that has gone or may not be read.
 */
export async function readBytes(blob: Blob, file: string): Promise<Uint8Array<ArrayBuffer>> {
  if (blob.size > largestBytes)
    throw fail(
      'image-too-large',
      'The file is larger than 512 MB.',
      file,
      'Make it smaller and drop it again.',
    );
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    throw fail(
      'not-found',
      "The file can't be read any more.",
      file,
      'Check that it is still there and drop it again.',
      error,
    );
  }
}

/**
 * Decodes a checked file, turned upright by its EXIF orientation. The caller closes the bitmap.
 *
 * @param format what `checkImage` found.
 * @throws FailureError 'damaged-image', or 'unsupported-format' where only some browsers read the format.
 */
export async function decodeChecked(blob: Blob, format: ReadableFormat, file: string): Promise<ImageBitmap> {
  if (format !== 'heic') return decodeStored(blob, file);
  try {
    // Safari decodes HEIC, so it is tried before it is refused.
    return await createImageBitmap(blob, UPRIGHT);
  } catch (error) {
    throw fail('unsupported-format', "HEIC photos can't be read by this browser.", file, asJpeg, error);
  }
}

/**
 * Decodes a stored picture, which was checked when it came, turned upright. The caller closes the bitmap.
 *
 * @throws FailureError 'damaged-image'
 */
export async function decodeStored(blob: Blob, file: string): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob, UPRIGHT);
  } catch (error) {
    throw fail('damaged-image', "The picture is damaged and can't be decoded.", file, asJpeg, error);
  }
}

/**
 * Decodes any file a person gives: checked, then turned upright. The caller closes the bitmap.
 *
 * @throws FailureError as `readBytes`, `checkImage` and `decodeChecked` do.
 */
export async function decodeImage(blob: Blob, file: string): Promise<ImageBitmap> {
  const format = checkImage(await readBytes(blob, file), file);
  return decodeChecked(blob, format, file);
}
