import { type Affine, apply } from './affine.ts';

/** Enlarging by so much blurs less than what it would cost to scale the picture once more. */
const TOLERANCE = 1.2;

/**
 * How far a picture is to be scaled before a view is drawn from it by bilinear interpolation: so that a pixel of the
 * view is between 1 / 1.2 and 1.67 pixels of it, which neither blurs nor aliases. In doublings of the scale of the photo
 * itself, so that the views of one photo share one or two; a picture is not made larger than for the photo itself.
 * @param source from the view's unit square to the picture's pixels
 * @param size side of the view, pixels
 * @param shorter the picture's shorter side, pixels
 */
export function viewScale([a, b, c, d]: Affine, size: number, shorter: number): number {
  const own = size / shorter;
  // Picture pixels a view pixel, along the view's sides.
  const step = Math.min(Math.hypot(a, b), Math.hypot(c, d)) / size;
  const doublings = Math.ceil(Math.log2(1 / (step * own * TOLERANCE)));
  return Math.min(own * 2 ** doublings, Math.max(1, own));
}

/**
 * Size of the scaled picture in whole pixels. The shorter side is rounded; the longer one so that the room beside the
 * centre square is even, and the square begins at a whole pixel.
 */
export function scaledSize(width: number, height: number, scale: number): [number, number] {
  const shorter = Math.max(1, Math.round(Math.min(width, height) * scale));
  const longer = shorter + 2 * Math.round((Math.max(width, height) * scale - shorter) / 2);
  return width < height ? [shorter, longer] : [longer, shorter];
}

/** Whether a view shows nothing beyond the picture's borders. */
export function liesWithin(source: Affine, width: number, height: number): boolean {
  // A hair over is rounding.
  const hair = 1e-6 * (width + height);
  const inside = ([x, y]: readonly [number, number]): boolean =>
    x >= -hair && y >= -hair && x <= width + hair && y <= height + hair;
  return ([[0, 0], [1, 0], [0, 1], [1, 1]] as const).every((corner) => inside(apply(source, corner))); // biome-ignore format: short
}
