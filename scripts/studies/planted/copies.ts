import sharp from 'sharp';
import type { Random } from '../../../src/core/random.ts';

/** Sides of a crop, in sides of the photo. */
const CROP = { least: 0.86, most: 0.9 };
const CROP_QUALITY = 90;
const REENCODED = { scale: 0.5, quality: 60 };

/** A part of a picture, in pixels. */
interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A part with about 88 % of a picture's width and height, anywhere in it. */
export function cropPart(width: number, height: number, random: Random): Part {
  const share = CROP.least + (CROP.most - CROP.least) * random();
  const part = { width: Math.round(share * width), height: Math.round(share * height) };
  return {
    ...part,
    left: Math.floor(random() * (width - part.width + 1)),
    top: Math.floor(random() * (height - part.height + 1)),
  };
}

/** Such a part of a photo, as a JPEG file. */
export async function cropOf(photo: Uint8Array, random: Random): Promise<Uint8Array> {
  const { autoOrient } = await sharp(photo).metadata();
  const part = cropPart(autoOrient.width, autoOrient.height, random);
  return sharp(photo).autoOrient().extract(part).jpeg({ quality: CROP_QUALITY }).toBuffer();
}

/** A photo at half its size, as a JPEG file of quality 60. */
export async function reencodingOf(photo: Uint8Array): Promise<Uint8Array> {
  const { autoOrient } = await sharp(photo).metadata();
  const width = Math.max(1, Math.round(REENCODED.scale * autoOrient.width));
  return sharp(photo).autoOrient().resize({ width }).jpeg({ quality: REENCODED.quality }).toBuffer();
}
