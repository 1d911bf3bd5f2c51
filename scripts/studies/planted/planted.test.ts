import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { samePicture } from '../../../src/core/features/same-picture.ts';
import { seededRandom } from '../../../src/core/random.ts';
import { cropOf, cropPart, reencodingOf } from './copies.ts';
import { labelFigures, plantWrongLabels } from './labels.ts';
import { leakFigures } from './leaks.ts';
import { greySquare } from './pictures.ts';

test('a crop has about 88 % of each side and lies inside the picture', () => {
  const side = fc.integer({ min: 50, max: 4000 });
  fc.assert(
    fc.property(side, side, fc.integer(), (width, height, seed) => {
      const part = cropPart(width, height, seededRandom(seed));
      expect(Math.abs(part.width / width - 0.88)).toBeLessThanOrEqual(0.02 + 0.5 / width);
      expect(Math.abs(part.height / height - 0.88)).toBeLessThanOrEqual(0.02 + 0.5 / height);
      expect(Math.min(part.left, part.top)).toBeGreaterThanOrEqual(0);
      expect(part.left + part.width).toBeLessThanOrEqual(width);
      expect(part.top + part.height).toBeLessThanOrEqual(height);
    }),
  );
});

test('copies are turned as the photo is, and show the same', async () => {
  const blobs = `<svg width="300" height="200" xmlns="http://www.w3.org/2000/svg"><rect width="300" height="200" fill="#345"/>
    <circle cx="110" cy="80" r="50" fill="#fc3"/><rect x="180" y="90" width="70" height="90" fill="#b22"/></svg>`;
  const photo = await sharp(Buffer.from(blobs)).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  const grey = await greySquare(photo);
  const half = await reencodingOf(photo);
  const { width, height } = await sharp(half).metadata();
  expect([width, height]).toEqual([100, 150]);
  for (const copy of [half, await cropOf(photo, seededRandom(1))])
    expect(samePicture(grey, await greySquare(copy))).toBe(true);
});

test('pairs are counted by the photos that they are copies of', () => {
  // Photos 0 to 3, crops 4 to 7, re-encodings 8 to 11; photos 0 and 1 are near-duplicates of one another.
  const groups = [
    [0, 1, 4],
    [2, 10, 7],
    [3, 11],
  ];
  expect(leakFigures(groups, [[0, 1]], 4)).toEqual({ crops: 1, reencodings: 2, right: 3, near: 2, wrong: 2 });
  expect(leakFigures([[4, 8]], [], 4)).toEqual({ crops: 0, reencodings: 0, right: 1, near: 0, wrong: 0 });
});

test('one label in twenty becomes another class, any of the others', () => {
  const before = Array.from({ length: 2000 }, (_, i) => i % 5);
  const { labels, planted } = plantWrongLabels(before, 5, seededRandom(1));
  expect(planted.size).toBe(100);
  expect(labels.flatMap((label, i) => (label === before[i] ? [] : [i]))).toEqual(
    [...planted].toSorted((a, b) => a - b),
  );
  const steps = new Set([...planted].map((i) => ((labels[i] ?? 0) - (before[i] ?? 0) + 5) % 5));
  expect([...steps].toSorted()).toEqual([1, 2, 3, 4]);
});

test('wrong labels count as found in the first tenth of the photos', () => {
  const suspect = (sampleId: string) => ({
    sampleId,
    given: 0,
    suggested: 1,
    confidence: 0,
    suggestedConfidence: 1,
    confident: true,
  });
  const issues = { estimate: 2.5, total: 20, suspects: ['a', 'b', 'c'].map(suspect) };
  expect(labelFigures(issues, new Set(['a', 'c', 'd']))).toEqual({
    planted: 3,
    found: 1,
    suspects: 3,
    estimate: 2.5,
  });
});
