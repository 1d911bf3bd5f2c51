import { drawSquare } from './draw.ts';

/** Side of a thumbnail, pixels: 96 on the page, crisp on a 2× screen. */
const thumbnailSize = 192;

/** The centre square of a picture as a JPEG file's bytes. */
export async function makeThumbnail(bitmap: ImageBitmap): Promise<ArrayBuffer> {
  const canvas = drawSquare(bitmap, thumbnailSize);
  // The call copies the canvas before it returns, so the next picture may be drawn meanwhile.
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
  return blob.arrayBuffer();
}
