import { expect, test } from 'vitest';
import { samePicture, samePictureGroups } from './same-picture.ts';

test('groups are chains of pairs that are the same; what is known to be is not looked at', async () => {
  const looked: string[] = [];
  const candidates = [[0, 3], [3, 4], [0, 4], [1, 2]] as const; // biome-ignore format: one list
  const groups = await samePictureGroups(6, candidates, async (a, b) => {
    looked.push(`${a} ${b}`);
    return a !== 1;
  });
  expect(groups).toEqual([[0, 3, 4]]);
  expect(looked).toEqual(['0 3', '3 4', '1 2']);
});

test('a picture is the same as itself, and not as its negative', () => {
  const picture = Uint8Array.from({ length: 1024 }, (_, i) => 127 + 100 * Math.sin((i % 32) / 3 + i / 200));
  expect(samePicture(picture, picture)).toBe(true);
  expect(
    samePicture(
      picture,
      picture.map((value) => 255 - value),
    ),
  ).toBe(false);
});
