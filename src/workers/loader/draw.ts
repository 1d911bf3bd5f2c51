import { type Pixels, viewDrawer } from '../../engine/augmentation/draw-view.ts';
import { decodeStored } from '../../engine/dataset/decode.ts';
import { getPicture } from '../../storage/dataset/pictures.ts';
import type { Drawing } from './messages.ts';

/**
 * Decodes a stored photo and draws its views.
 * @throws FailureError 'not-found', 'damaged-image'
 */
export async function draw({ hash, stored, file, views, size }: Drawing): Promise<readonly Pixels[]> {
  const bitmap = await decodeStored(stored ?? (await getPicture(hash)), file);
  try {
    return views.map(viewDrawer(bitmap, size));
  } finally {
    bitmap.close();
  }
}
