import { luminanceOf } from '../../../core/evaluation/picture-figures.ts';
import { squarePixels } from '../../../engine/dataset/draw.ts';
import { getThumbnails } from '../../../storage/dataset/pictures.ts';

/**
 * Luminance (0…255) of stored thumbnails, each drawn to a square of `side` pixels; null where a picture has none.
 * @throws AbortError when stopped
 */
export async function thumbnailGreys(
  hashes: readonly string[],
  side: number,
  signal: AbortSignal,
): Promise<readonly (Float32Array | null)[]> {
  const greys: (Float32Array | null)[] = [];
  for (const thumbnail of await getThumbnails(hashes)) {
    signal.throwIfAborted();
    if (!thumbnail) {
      greys.push(null);
      continue;
    }
    const bitmap = await createImageBitmap(new Blob([thumbnail.jpeg], { type: 'image/jpeg' }));
    greys.push(luminanceOf(squarePixels(bitmap, side)));
    bitmap.close();
  }
  return greys;
}
