import { type NewPicture, putPictures } from '../../../storage/dataset/pictures.ts';

/** A pack takes so many pictures, or so many bytes of them: it is held in memory while it's written. */
export const PACK_PICTURES = 64;
export const PACK_BYTES = 8 * 2 ** 20;

/** Stores pictures some at a time. */
export interface PictureWriter {
  /** Waits where this one fills a pack. @throws QuotaExceededError where the disk is full */
  readonly add: (picture: NewPicture) => Promise<void>;
  /** Stores what is left. */
  readonly flush: () => Promise<void>;
}

export function pictureWriter(): PictureWriter {
  let waiting: NewPicture[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    const full = waiting;
    waiting = [];
    bytes = 0;
    await putPictures(full);
  };
  return {
    add: async (picture) => {
      waiting.push(picture);
      bytes += picture.bytes.length;
      if (waiting.length >= PACK_PICTURES || bytes >= PACK_BYTES) await flush();
    },
    flush,
  };
}
