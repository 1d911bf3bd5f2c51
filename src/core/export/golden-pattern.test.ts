import { expect, test } from 'vitest';
import { goldenPattern } from './golden-pattern.ts';

const coloursOf = (pixels: Uint8ClampedArray) =>
  new Set(Array.from({ length: pixels.length / 4 }, (_, i) => pixels.subarray(4 * i, 4 * i + 3).join()));

test('is opaque, full of colours, the same for the same seed and another for another', () => {
  const pixels = goldenPattern(64, 1);
  expect(pixels).toHaveLength(64 * 64 * 4);
  expect(pixels.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
  expect(coloursOf(pixels).size).toBeGreaterThan(200);
  expect(goldenPattern(64, 1)).toEqual(pixels);
  expect(goldenPattern(64, 2)).not.toEqual(pixels);
});

test('has edges across and down, and tells its sides and its channels apart', () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const size = 64;
    const pixels = goldenPattern(size, seed);
    const at = (x: number, y: number, c: number) => pixels[4 * (y * size + x) + c] ?? 0;
    let [across, down, mirrored, turned, swapped] = [0, 0, 0, 0, 0];
    for (let y = 0; y < size - 1; y++)
      for (let x = 0; x < size - 1; x++) {
        across = Math.max(across, Math.abs(at(x, y, 1) - at(x + 1, y, 1)));
        down = Math.max(down, Math.abs(at(x, y, 1) - at(x, y + 1, 1)));
        mirrored += Math.abs(at(x, y, 1) - at(size - 1 - x, y, 1)) / size ** 2;
        turned += Math.abs(at(x, y, 1) - at(y, x, 1)) / size ** 2;
        swapped += Math.abs(at(x, y, 0) - at(x, y, 2)) / size ** 2;
      }
    expect(across).toBeGreaterThan(40);
    expect(down).toBeGreaterThan(40);
    expect(Math.min(mirrored, turned, swapped)).toBeGreaterThan(10);
  }
});
