import { expect, test } from 'vitest';
import { luminanceOf, pictureFigures } from './picture-figures.ts';

const picture = (width: number, height: number, value: (x: number, y: number) => number): Float32Array =>
  Float32Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));

test('luminance weighs the colours as BT.601 does', () => {
  const rgba = Uint8ClampedArray.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 0);
  const [red, green, blue, white] = luminanceOf(rgba);
  expect(red).toBeCloseTo(76.245, 3);
  expect(green).toBeCloseTo(149.685, 3);
  expect(blue).toBeCloseTo(29.07, 3);
  expect(white).toBeCloseTo(255, 3);
});

test('an even surface and an even gradient have no sharpness, by the definition of the Laplacian', () => {
  expect(
    pictureFigures(
      picture(6, 5, () => 51),
      6,
    ),
  ).toEqual({ brightness: 0.2, sharpness: 0 });
  expect(
    pictureFigures(
      picture(6, 5, (x, y) => 10 * x + 5 * y),
      6,
    ).sharpness,
  ).toBeCloseTo(0, 9);
});

test('a chessboard has a Laplacian of ±4 times its step: variance 16 · 255²', () => {
  const { brightness, sharpness } = pictureFigures(
    picture(10, 10, (x, y) => ((x + y) % 2) * 255),
    10,
  );
  expect(brightness).toBeCloseTo(0.5, 9);
  expect(sharpness).toBeCloseTo(16 * 255 ** 2, 3);
});

test('is lower for a picture that was blurred', () => {
  const edge = picture(20, 20, (x) => (x < 10 ? 0 : 255));
  const soft = picture(20, 20, (x) => 255 / (1 + Math.exp(-(x - 9.5))));
  expect(pictureFigures(soft, 20).sharpness).toBeLessThan(pictureFigures(edge, 20).sharpness / 10);
});

test('refuses a picture without an inside', () => {
  expect(() => pictureFigures(new Float32Array(4), 2)).toThrow(RangeError);
});
