import type { NewPicture } from '../../../src/storage/dataset/pictures.ts';

/** For tests: a picture to be stored, of so many bytes, each of the value. @param thumbnail bytes of its thumbnail, of the next value */
export const newPicture = (hash: string, bytes: number, value = 7, thumbnail = 0): NewPicture => ({
  hash,
  bytes: new Uint8Array(bytes).fill(value),
  thumbnail: { jpeg: new Uint8Array(thumbnail).fill(value + 1).buffer, width: bytes, height: value },
});
