import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawIcon, ICON_FOLDER, ICONS } from './icons.ts';

const pixels = async (png: Buffer) => {
  const { data } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return data;
};

test.each(ICONS)('$file is the mark as it is now', async (icon) => {
  const committed = await readFile(path.join(ICON_FOLDER, icon.file));
  const { width, height, format } = await sharp(committed).metadata();
  expect({ width, height, format }).toEqual({ width: icon.size, height: icon.size, format: 'png' });
  const [is, should] = await Promise.all([pixels(committed), pixels(await drawIcon(icon))]);
  const apart = is.reduce((sum, value, index) => sum + Math.abs(value - (should[index] ?? 0)), 0) / is.length;
  // Another version of the drawing library may round an edge otherwise.
  expect(apart).toBeLessThan(1);
});

test('a mask finds ground to the very edge', async () => {
  for (const { file, mark, size } of ICONS.filter(({ mark }) => mark < 1)) {
    const data = await pixels(await readFile(path.join(ICON_FOLDER, file)));
    const inset = Math.floor((size * (1 - mark)) / 2) - 1;
    for (const [x, y] of [
      [0, 0],
      [size - 1, size - 1],
      [inset, inset],
    ] as const) {
      const [red = 0, green = 0, blue = 0, alpha] = data.subarray(4 * (y * size + x));
      expect(Math.abs(red - 0x33) + Math.abs(green - 0x46) + Math.abs(blue - 0xd6)).toBeLessThan(8);
      expect(alpha).toBe(255);
    }
  }
});

test('the manifest names icons that are there, with their sizes', async () => {
  const root = path.join(ICON_FOLDER, '..');
  const manifest = JSON.parse(await readFile(path.join(root, 'manifest.webmanifest'), 'utf8')) as {
    readonly icons: readonly { readonly src: string; readonly sizes: string }[];
    readonly start_url: string;
    readonly scope: string;
  };
  // Relative, so that it holds under any path.
  expect([manifest.start_url, manifest.scope]).toEqual(['./', './']);
  for (const { src, sizes } of manifest.icons) {
    const { width, height } = await sharp(path.join(root, src)).metadata();
    expect(`${width}x${height}`).toBe(sizes);
  }
});
