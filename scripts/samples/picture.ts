import sharp from 'sharp';
import type { SampleImage } from './recipe.ts';

/** Side of the whole picture, pixels; four pictures fill it. */
const SIDE = 192;
const HALF = SIDE / 2;

/** The picture that stands for a data set: one training picture of each of its first four classes, as WebP. */
export async function pictureOf(images: readonly SampleImage[]): Promise<Uint8Array> {
  const classes = [...new Set(images.map(({ className }) => className))].slice(0, 4);
  const tiles = classes.map(async (className, index) => {
    const image = images.find((other) => other.className === className && other.split === 'train');
    if (image === undefined) throw new Error(`no training picture of ${className}`);
    const input = await sharp(image.bytes).resize(HALF, HALF).png().toBuffer();
    return { input, left: HALF * (index % 2), top: HALF * Math.floor(index / 2) };
  });
  return sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: '#fff' } })
    .composite(await Promise.all(tiles))
    .webp({ quality: 80 })
    .toBuffer();
}
