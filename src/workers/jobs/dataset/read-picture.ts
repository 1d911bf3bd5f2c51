import type { ImportedImage } from '../../../core/dataset/dataset.ts';
import { checkImage, decodeChecked } from '../../../engine/dataset/decode.ts';
import { sha256 } from '../../../engine/dataset/hash.ts';
import { makeThumbnail } from '../../../engine/dataset/thumbnail.ts';
import {
  listPictures,
  type NewPicture,
  storedSize,
  type Thumbnail,
} from '../../../storage/dataset/pictures.ts';
import type { ImportSource } from './sources.ts';

export interface ReadPicture {
  readonly image: ImportedImage;
  /** To be stored; null where it is already, or was read before. */
  readonly picture: NewPicture | null;
}

/**
 * Makes the step of an import that takes one file: read, check, hash, decode, thumbnail.
 * A picture that is stored already, or comes a second time, is only read and hashed.
 * It throws a FailureError where the file can't be a sample.
 */
export function pictureReader(): (source: ImportSource, signal: AbortSignal) => Promise<ReadPicture> {
  /** Size of each picture of this import, so that none is decoded twice. */
  const sizes = new Map<string, Promise<{ readonly width: number; readonly height: number }>>();
  /** Of all stored pictures: to look one up takes longer than to know that there is nothing to look up. */
  const known = listPictures().then((hashes) => new Set(hashes));
  // Thrown where it's waited for.
  known.catch(() => undefined);
  return async (source, signal) => {
    const { bytes, blob } = await source.read(signal);
    const format = checkImage(bytes, source.path);
    const hash = await sha256(bytes);
    const made: { thumbnail: Thumbnail | null } = { thumbnail: null };
    const find = async () => {
      const stored = (await known).has(hash) ? await storedSize(hash, bytes.length) : null;
      if (stored) return stored;
      const bitmap = await decodeChecked(blob, format, source.path);
      try {
        const { width, height } = bitmap;
        made.thumbnail = { jpeg: await makeThumbnail(bitmap), width, height };
        return { width, height };
      } finally {
        bitmap.close();
      }
    };
    const size = sizes.get(hash) ?? find();
    sizes.set(hash, size);
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
    const { thumbnail } = made;
    return { image, picture: thumbnail && { hash, bytes, thumbnail } };
  };
}
