import type { NewPicture } from '../../../storage/dataset/pictures.ts';

/** A pack takes so many pictures, or so many bytes of them: it is held in memory while it's written. */
const PICTURES = 64;
const BYTES = 8 * 2 ** 20;

/** Pictures that wait to be stored together. */
export class NextPack {
  #pictures: NewPicture[] = [];
  #bytes = 0;

  add(picture: NewPicture): void {
    this.#pictures.push(picture);
    this.#bytes += picture.bytes.length;
  }

  get full(): boolean {
    return this.#pictures.length >= PICTURES || this.#bytes >= BYTES;
  }

  /** Those that wait, which are the caller's then. */
  take(): readonly NewPicture[] {
    const taken = this.#pictures;
    this.#pictures = [];
    this.#bytes = 0;
    return taken;
  }
}
