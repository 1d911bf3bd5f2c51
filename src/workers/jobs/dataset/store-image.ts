import type { ImportedImage } from '../../../core/dataset/dataset.ts';
import { checkImage, decodeChecked } from '../../../engine/dataset/decode.ts';
import { sha256 } from '../../../engine/dataset/hash.ts';
import { makeThumbnail } from '../../../engine/dataset/thumbnail.ts';
import { hasImage, putImage } from '../../../storage/dataset/images.ts';
import { getThumbnails, listThumbnails } from '../../../storage/dataset/thumbnails.ts';
import type { StoredThumbnail } from '../../../storage/disk/schema.ts';
import type { ImportSource } from './sources.ts';

export interface StoredImage {
  readonly image: ImportedImage;
  /** To be stored; null where it is already. */
  readonly thumbnail: StoredThumbnail | null;
}

/**
 * Makes the step of an import that takes one file: read, check, hash, decode, thumbnail, store.
 * A picture that is stored already, or comes a second time, is only read and hashed.
 * It throws a FailureError where the file can't be a sample.
 */
export function imageStore(): (source: ImportSource, signal: AbortSignal) => Promise<StoredImage> {
  /** Size of each picture of this import, so that none is written twice at a time. */
  const sizes = new Map<string, Promise<{ width: number; height: number }>>();
  /** Of all stored pictures: to look one up takes longer than to know that there is nothing to look up. */
  const known = listThumbnails().then((hashes) => new Set(hashes));
  // Thrown where it's waited for.
  known.catch(() => undefined);
  return async (source, signal) => {
    const { bytes, blob } = await source.read(signal);
    const format = checkImage(bytes, source.path);
    const hash = await sha256(bytes);
    let made: StoredThumbnail | null = null;
    let size = sizes.get(hash);
    if (!size) {
      size = storedSize(hash, bytes.length, known).then(async (stored) => {
        if (stored) return stored;
        const bitmap = await decodeChecked(blob, format, source.path);
        try {
          const { width, height } = bitmap;
          made = { jpeg: await makeThumbnail(bitmap), width, height };
        } finally {
          bitmap.close();
        }
        await putImage(hash, bytes);
        return made;
      });
      sizes.set(hash, size);
    }
    const { width, height } = await size;
    const slash = source.path.lastIndexOf('/');
    const image = {
      hash,
      name: source.path.slice(slash + 1),
      folder: source.path.slice(0, Math.max(slash, 0)),
      width,
      height,
      bytes: bytes.length,
      className: source.plan.className,
      split: source.plan.split,
    };
    return { image, thumbnail: made };
  };
}

async function storedSize(
  hash: string,
  bytes: number,
  known: Promise<ReadonlySet<string>>,
): Promise<{ width: number; height: number } | null> {
  if (!(await known).has(hash)) return null;
  const [thumbnail] = await getThumbnails([hash]);
  return thumbnail && (await hasImage(hash, bytes)) ? thumbnail : null;
}
