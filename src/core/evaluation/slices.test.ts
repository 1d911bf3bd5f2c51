import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAST_PHOTOS, type SlicedPhoto, shapeOf, slicesOf, weakestSlice } from './slices.ts';

const photo = (id: number, change: Partial<SlicedPhoto> = {}): SlicedPhoto => ({
  sampleId: String(id),
  right: true,
  size: 500,
  shape: 'wide',
  brightness: null,
  sharpness: null,
  source: null,
  ...change,
});

const tally = (photos: readonly SlicedPhoto[]) => ({
  correct: photos.filter(({ right }) => right).length,
  total: photos.length,
});

describe('slicesOf', () => {
  it('makes quarters of a number, in order, and none of what is the same everywhere', () => {
    const photos = Array.from({ length: 40 }, (_, i) => photo(i, { size: i, right: i >= 10 }));
    const slices = slicesOf(photos);
    expect(slices.map(({ by, having, correct, total }) => ({ by, having, correct, total }))).toEqual([
      { by: 'size', having: { low: 0, high: 9, rank: 0, of: 4 }, correct: 0, total: 10 },
      { by: 'size', having: { low: 10, high: 19, rank: 1, of: 4 }, correct: 10, total: 10 },
      { by: 'size', having: { low: 20, high: 29, rank: 2, of: 4 }, correct: 10, total: 10 },
      { by: 'size', having: { low: 30, high: 39, rank: 3, of: 4 }, correct: 10, total: 10 },
    ]);
  });

  it('sorts by shape and source, and leaves out what is too few', () => {
    const photos = Array.from({ length: 20 }, (_, i) =>
      photo(i, { source: i < 3 ? 'attic' : i < 11 ? 'garden' : 'kitchen', shape: i < 8 ? 'square' : 'wide' }),
    );
    expect(slicesOf(photos).map(({ having, total }) => [having, total])).toEqual([
      [{ value: 'square' }, 8],
      [{ value: 'wide' }, 12],
      [{ value: 'garden' }, 8],
      [{ value: 'kitchen' }, 9],
    ]);
  });

  it('puts every photo of known number into one range, each with enough, and never parts equal values', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 12 })), { maxLength: 120 }), (values) => {
        const photos = values.map((brightness, i) => photo(i, { brightness }));
        const slices = slicesOf(photos);
        if (slices.length === 0) return;
        const ids = slices.flatMap((slice) => slice.ids);
        expect([...ids].sort()).toEqual(
          photos.flatMap(({ sampleId, brightness }) => (brightness === null ? [] : [sampleId])).sort(),
        );
        let before = Number.NEGATIVE_INFINITY;
        for (const { having, total } of slices) {
          expect(total).toBeGreaterThanOrEqual(LEAST_PHOTOS);
          if ('value' in having) throw new Error('a range was expected');
          expect(having.low).toBeGreaterThan(before);
          before = having.high;
        }
      }),
    );
  });

  it('calls nearly square pictures square', () => {
    expect([shapeOf(640, 480), shapeOf(480, 640), shapeOf(500, 490)]).toEqual(['wide', 'upright', 'square']);
  });
});

describe('weakestSlice', () => {
  it('finds the dark photos that are mostly wrong, and says that chance hardly makes them so', () => {
    const photos = Array.from({ length: 80 }, (_, i) =>
      photo(i, { brightness: i / 80, size: (i * 37) % 80, right: i % 10 === 0 || i >= 20 }),
    );
    const weakest = weakestSlice(slicesOf(photos), tally(photos));
    expect(weakest?.slice).toMatchObject({ by: 'brightness', having: { rank: 0 }, correct: 2, total: 20 });
    expect(weakest?.others).toEqual({ correct: 60, total: 60 });
    expect(weakest?.chance).toBeLessThan(1e-9);
    // Wilson's interval of 2 in 20: 2.8 to 30.1 % (Newcombe 1998's formula).
    expect(weakest?.interval.low).toBeCloseTo(0.0279, 3);
    expect(weakest?.interval.high).toBeCloseTo(0.301, 3);
  });

  it('multiplies by the number of slices looked at', () => {
    const photos = Array.from({ length: 16 }, (_, i) => photo(i, { brightness: i, right: i !== 0 }));
    const weakest = weakestSlice(slicesOf(photos), tally(photos));
    // One wrong of 16 falls into this half in half of the cases; two halves were looked at.
    expect(weakest?.chance).toBeCloseTo(1, 9);
  });

  it('is nothing where all are right', () => {
    const photos = Array.from({ length: 16 }, (_, i) => photo(i, { brightness: i }));
    expect(weakestSlice(slicesOf(photos), tally(photos))).toBeNull();
  });
});
