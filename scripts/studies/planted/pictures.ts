import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { columnsOf, middleDepth } from '../../../src/core/backbone/read-depths.ts';
import { luminanceOf } from '../../../src/core/evaluation/picture-figures.ts';
import { type GreySquare, LIKENESS_SIDE } from '../../../src/core/features/likeness.ts';
import { seededRandom } from '../../../src/core/random.ts';
import { sha256 } from '../../../src/engine/dataset/hash.ts';
import type { StudiedBackbone } from '../features.ts';
import { filesOf, type LabelledFile } from '../folders.ts';
import { cropOf, reencodingOf } from './copies.ts';

/** A photo of the folder. */
export interface Photo extends LabelledFile {
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
}

/** What the search for near-duplicates knows of a picture. */
export interface Picture {
  /** Of all depths. */
  readonly features: Float32Array;
  /** Those of the depth by which pictures are compared. */
  readonly likeness: Float32Array;
  readonly grey: GreySquare;
}

/** Each photo, its crop and its re-encoding, in the photos' order. */
export interface Pictures {
  readonly photos: readonly Picture[];
  readonly crops: readonly Picture[];
  readonly reencodings: readonly Picture[];
}

/** Photos in memory at a time. */
const CHUNK = 32;
/** As `makeThumbnail` makes them for the page. */
const THUMBNAIL = { side: 192, quality: 80 };

/** A folder's photos, in a fixed order; the same file a second time is left out, as the page does. */
export async function photosOf(folder: string, classes: readonly string[]): Promise<readonly Photo[]> {
  const photos = new Map<string, Photo>();
  for (const file of await filesOf(folder, classes)) {
    const hash = await sha256(new Uint8Array(await readFile(file.path)));
    if (!photos.has(hash)) photos.set(hash, { ...file, hash });
  }
  return [...photos.values()];
}

/** Plants the copies of all photos and takes all through a backbone. */
export async function plantCopies(
  photos: readonly Photo[],
  { card, featuresOf }: StudiedBackbone,
): Promise<Pictures> {
  const [middle = { from: 0, to: 0 }] = columnsOf(card.depths, [middleDepth(card)]);
  const picturesOf = async (files: readonly Uint8Array[]): Promise<readonly Picture[]> => {
    const rows = await featuresOf(files);
    const greys = await Promise.all(files.map(greySquare));
    return rows.flatMap((features, i) => {
      const grey = greys[i];
      return grey ? [{ features, likeness: features.subarray(middle.from, middle.to), grey }] : [];
    });
  };
  const pictures = { photos: [] as Picture[], crops: [] as Picture[], reencodings: [] as Picture[] };
  for (let from = 0; from < photos.length; from += CHUNK) {
    const chunk = photos.slice(from, from + CHUNK);
    const files = await Promise.all(chunk.map(async ({ path }) => new Uint8Array(await readFile(path))));
    const crops = files.map((file, i) => cropOf(file, seededRandom(`crop of ${chunk[i]?.hash}`)));
    pictures.photos.push(...(await picturesOf(files)));
    pictures.crops.push(...(await picturesOf(await Promise.all(crops))));
    pictures.reencodings.push(...(await picturesOf(await Promise.all(files.map(reencodingOf)))));
  }
  return pictures;
}

/** The luminance of a picture's thumbnail, which is a JPEG file as the page stores it. */
export async function greySquare(file: Uint8Array): Promise<GreySquare> {
  const thumbnail = await sharp(file)
    .autoOrient()
    .resize(THUMBNAIL.side, THUMBNAIL.side, { fit: 'cover' })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .jpeg({ quality: THUMBNAIL.quality })
    .toBuffer();
  const rgba = await sharp(thumbnail).resize(LIKENESS_SIDE, LIKENESS_SIDE).ensureAlpha().raw().toBuffer();
  return Uint8Array.from(luminanceOf(new Uint8ClampedArray(rgba)));
}
