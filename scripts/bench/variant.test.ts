import sharp from 'sharp';
import { expect, test } from 'vitest';
import { variantOf } from './variant.ts';

const picture = sharp({ create: { width: 8, height: 6, channels: 3, background: '#c04020' } });

test.each(['jpeg', 'png'] as const)('a %s stays the same picture in another file', async (format) => {
  const file = await picture.clone().toFormat(format).toBuffer();
  const variants = [variantOf(file, 1), variantOf(file, 2)];
  expect(new Set([file, ...variants].map((one) => one.toString('base64'))).size).toBe(3);
  const pixels = await sharp(file).raw().toBuffer();
  for (const variant of variants) {
    // failOn 'warning': a damaged file would be read all the same.
    expect(await sharp(variant, { failOn: 'warning' }).raw().toBuffer()).toEqual(pixels);
  }
});

test('other files are refused', () => {
  expect(() => variantOf(Buffer.from('GIF89a trailer'), 1)).toThrow('only JPEG and PNG');
});
