import { type CellMap, valueAt } from '../../core/evaluation/cell-map.ts';

/**
 * Nine of viridis's 256 colours (https://bids.github.io/colormap/, CC0): even steps for the eye, and in the same order
 * for every kind of colour blindness, since its lightness rises throughout.
 */
const viridis: readonly (readonly [number, number, number])[] = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
];

/** Viridis at a share, 0…1; between its colours in a straight line. Red, green, blue, 0…255. */
export function heatColour(share: number): readonly [number, number, number] {
  const at = Math.min(1, Math.max(0, share)) * (viridis.length - 1);
  const [r0, g0, b0] = viridis[Math.floor(at)] ?? [0, 0, 0];
  const [r1, g1, b1] = viridis[Math.ceil(at)] ?? [0, 0, 0];
  const rest = at - Math.floor(at);
  return [r0 + (r1 - r0) * rest, g0 + (g1 - g0) * rest, b0 + (b1 - b0) * rest];
}

/** The same as CSS, from what speaks little for a class to what speaks most. */
export const heatGradient = `linear-gradient(to right, ${viridis.map((rgb) => `rgb(${rgb.join(' ')})`).join(', ')})`;

/**
 * A saliency map as a picture: what speaks for the class is coloured, the more the brighter and the less transparent;
 * what does not is left clear.
 * @param side of the picture, pixels
 * @returns RGBA, row by row, side² · 4 values
 */
export function heatPixels(saliency: CellMap, side: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const value = valueAt(
        saliency,
        ((x + 0.5) / side) * saliency.width,
        ((y + 0.5) / side) * saliency.height,
      );
      if (value <= 0) continue;
      pixels.set([...heatColour(value), 255 * Math.min(1, 2 * value)], (y * side + x) * 4);
    }
  return pixels;
}
