import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import sharp from 'sharp';
import { ROOT } from './paths.ts';

/** The first photo of some classes of the sample data set of satellite photos, as files. Real photos, on every machine. */
export async function samplePhotos(count: number): Promise<readonly Uint8Array[]> {
  const zip = new ZipReader(
    new Uint8ArrayReader(await readFile(join(ROOT, 'public/samples/earth/data.zip'))),
  );
  const entries = await zip.getEntries();
  const photos: Uint8Array[] = [];
  let last = '';
  for (const entry of entries.toSorted((a, b) => (a.filename < b.filename ? -1 : 1))) {
    const folder = entry.filename.slice(0, entry.filename.lastIndexOf('/'));
    if (entry.directory || folder === last || photos.length === count) continue;
    last = folder;
    photos.push(await entry.getData(new Uint8ArrayWriter()));
  }
  await zip.close();
  if (photos.length < count) throw new Error(`only ${photos.length} classes of photos, not ${count}`);
  return photos;
}

/**
 * Photos as RGB 0…255, [batch, size, size, 3]: the middle square, resized, transparency over white.
 * @param size in pixels
 */
export async function rgbOf(photos: readonly (Uint8Array | string)[], size: number): Promise<tf.Tensor4D> {
  const raw: Buffer[] = [];
  for (const photo of photos) {
    raw.push(
      await sharp(photo)
        .rotate()
        .resize(size, size, { fit: 'cover' })
        .flatten({ background: 'white' })
        .toColourspace('srgb')
        .raw()
        .toBuffer(),
    );
  }
  return tf.tensor4d(Float32Array.from(Buffer.concat(raw)), [photos.length, size, size, 3]);
}
