import { decodeChecked } from './decode.ts';
import { drawSquare } from './draw.ts';
import type { ReadableFormat } from './header.ts';

/** Side of a thumbnail, pixels: 96 on the page, crisp on a 2× screen. */
const thumbnailSize = 192;

/** The centre square of a picture as a JPEG file's bytes. */
export async function makeThumbnail(bitmap: ImageBitmap): Promise<ArrayBuffer> {
  const canvas = drawSquare(bitmap, thumbnailSize);
  // The call copies the canvas before it returns, so the next picture may be drawn meanwhile.
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
  return blob.arrayBuffer();
}

/** A picture's thumbnail, and the size of the picture, upright, in pixels. */
export interface MadeThumbnail {
  readonly jpeg: ArrayBuffer;
  readonly width: number;
  readonly height: number;
}

/**
 * Decodes a checked file for its thumbnail alone.
 *
 * @param file its path, for messages
 * @throws FailureError as `decodeChecked` does
 */
export async function thumbnailOf(
  bytes: Uint8Array<ArrayBuffer>,
  format: ReadableFormat,
  file: string,
): Promise<MadeThumbnail> {
  const bitmap = await decodeChecked(new Blob([bytes]), format, file);
  try {
    const { width, height } = bitmap;
    return { jpeg: await makeThumbnail(bitmap), width, height };
  } finally {
    bitmap.close();
  }
}
