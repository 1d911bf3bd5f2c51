import { describe, expect, it } from 'vitest';
import { type Affine, compose } from './affine.ts';
import { liesWithin, scaledSize, viewScale } from './view-scale.ts';

/** The centre square of a picture of 400 × 300, enlarged. */
const zoomed = (zoom: number): Affine =>
  compose([300, 0, 0, 300, 50, 0], [1 / zoom, 0, 0, 1 / zoom, 0.5 - 0.5 / zoom, 0.5 - 0.5 / zoom]);

describe('viewScale', () => {
  it('is that of the photo itself for views about as large', () => {
    for (const zoom of [0.9, 1, 1.15]) expect(viewScale(zoomed(zoom), 100, 300)).toBeCloseTo(1 / 3, 12);
  });

  it('doubles for larger views, and halves for smaller ones', () => {
    expect(viewScale(zoomed(1.5), 100, 300)).toBeCloseTo(2 / 3, 12);
    expect(viewScale(zoomed(0.5), 100, 300)).toBeCloseTo(1 / 6, 12);
  });

  it('never makes a picture larger than it is, but for a photo that is small itself', () => {
    expect(viewScale(zoomed(3), 200, 300)).toBe(1);
    expect(viewScale(zoomed(3), 600, 300)).toBe(2);
  });
});

it('scaledSize lets the centre square begin at a whole pixel', () => {
  expect(scaledSize(400, 300, 1 / 3)).toEqual([134, 100]);
  expect(scaledSize(299, 401, 1)).toEqual([299, 401]);
  expect(scaledSize(1, 1000, 0.01)).toEqual([1, 11]);
});

it('liesWithin looks at all corners', () => {
  expect(liesWithin(zoomed(1), 400, 300)).toBe(true);
  expect(liesWithin(zoomed(0.99), 400, 300)).toBe(false);
  expect(liesWithin([300, 0, 0, 300, 100.5, 0], 400, 300)).toBe(false);
});
