import { expect, test } from 'vitest';
import type { Saliency } from '../../core/evaluation/saliency.ts';
import { heatColour, heatPixels } from './saliency-pixels.ts';

const map = (width: number, height: number, ...values: number[]): Saliency => ({
  label: 0,
  method: 'cam',
  width,
  height,
  values: Float32Array.from(values),
  probabilities: [1],
  milliseconds: 1,
});

// The first, the 128th and the last of matplotlib's viridis: #440154, #21918c, #fde725.
test.each([
  [0, [68, 1, 84]],
  [0.5, [33, 145, 140]],
  [1, [253, 231, 37]],
])('at %d the colour is viridis’s', (share, expected) => {
  heatColour(share).forEach((value, channel) => {
    expect(Math.abs(value - (expected[channel] ?? 0))).toBeLessThanOrEqual(1);
  });
});

test('the scale’s lightness (OKLab) rises in about even steps', () => {
  const linear = (value: number) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  // https://bottosson.github.io/posts/oklab/
  const lightness = (share: number) => {
    const [r, g, b] = heatColour(share).map(linear) as [number, number, number];
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  };
  const steps = Array.from({ length: 16 }, (_, i) => lightness((i + 1) / 16) - lightness(i / 16));
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  for (const step of steps) {
    expect(step).toBeGreaterThan(mean * 0.5);
    expect(step).toBeLessThan(mean * 1.5);
  }
});

const alphaAt = (pixels: Uint8ClampedArray, side: number, x: number, y: number) =>
  pixels[(y * side + x) * 4 + 3];

test('what speaks against a class stays clear; what speaks for it most is opaque and the brightest colour', () => {
  const pixels = heatPixels(map(2, 1, -1, 1), 8);
  expect(alphaAt(pixels, 8, 0, 0)).toBe(0);
  expect(alphaAt(pixels, 8, 7, 7)).toBe(255);
  expect([...pixels.subarray(7 * 4, 7 * 4 + 3)]).toEqual([253, 231, 37]);
});

test('a cell holds at its middle, and between cells the value goes over in a straight line', () => {
  // Four cells of 4 pixels; only the upper left one speaks for the class, by a quarter.
  const pixels = heatPixels(map(2, 2, 0.25, 0, 0, 0), 8);
  // The middle of the pixel (2, 1) lies 2.5 pixels from the left and 1.5 from the top; the cell's middle is at 2.
  expect(alphaAt(pixels, 8, 2, 1)).toBe(Math.round(255 * 2 * 0.25 * (1 - 0.5 / 4)));
  expect(alphaAt(pixels, 8, 0, 0)).toBe(Math.round(255 * 2 * 0.25));
});

test('rows stay rows', () => {
  const pixels = heatPixels(map(1, 2, 1, 0), 4);
  expect(alphaAt(pixels, 4, 3, 0)).toBe(255);
  expect(alphaAt(pixels, 4, 0, 3)).toBe(0);
});
