import { expect, it } from 'vitest';
import { erase } from './erase.ts';

it('paints over the rectangle and nothing else, alike for the same seed', () => {
  const painted = (seed: number): Uint8ClampedArray => {
    const rgba = new Uint8ClampedArray(8 * 8 * 4).fill(255);
    erase(rgba, 8, { x: 0.25, y: 0.5, width: 0.5, height: 0.25, seed });
    return rgba;
  };
  const rgba = painted(3);
  const changed = Array.from({ length: 64 }, (_, i) => i).filter((i) =>
    [0, 1, 2].some((channel) => rgba[4 * i + channel] !== 255),
  );
  // Rows 4 and 5, columns 2 to 5.
  expect(changed).toEqual([34, 35, 36, 37, 42, 43, 44, 45]);
  expect(rgba.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
  expect(painted(3)).toEqual(rgba);
  expect(painted(4)).not.toEqual(rgba);
});
