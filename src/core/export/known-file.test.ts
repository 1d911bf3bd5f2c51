import { expect, test } from 'vitest';
import { familiarityOf, fitKnownFeatures } from '../evaluation/known-features.ts';
import { seededRandom } from '../random.ts';
import { decodeKnown, encodeKnown } from './known-file.ts';

const random = seededRandom('known file');
const rowsOf = (length: number) => Array.from({ length: 12 }, () => Float32Array.from({ length }, random));

test.each([5, 300])('what is read back judges a picture of %i features alike', (length) => {
  const rows = rowsOf(length);
  const known = fitKnownFeatures(rows, [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2], 3);
  const read = decodeKnown(encodeKnown(known), length);
  expect(read).toEqual(known);
  const [picture = new Float32Array()] = rowsOf(length);
  expect(read && familiarityOf(read, picture)).toBe(familiarityOf(known, picture));
});

test('a file that is cut, of another backbone, or no numbers, is none', () => {
  const bytes = encodeKnown(fitKnownFeatures(rowsOf(5), [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2], 3));
  expect(decodeKnown(bytes.slice(0, -4), 5)).toBeNull();
  expect(decodeKnown(bytes.slice(0, -1), 5)).toBeNull();
  expect(decodeKnown(bytes, 300)).toBeNull();
  expect(decodeKnown(new Uint8Array(), 5)).toBeNull();
  const broken = new Float32Array(bytes.slice().buffer);
  broken[7] = Number.NaN;
  expect(decodeKnown(new Uint8Array(broken.buffer), 5)).toBeNull();
  broken[0] = 1e9;
  expect(decodeKnown(new Uint8Array(broken.buffer), 5)).toBeNull();
});
