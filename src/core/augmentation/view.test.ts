import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { augmentationLimits } from '../training/recipe-limits.ts';
import { apply, identity } from './affine.ts';
import { type Augmentation, type AugmentationPart, noAugmentation } from './augmentation.ts';
import { cropRectangle } from './crop.ts';
import { sourceMatrix, type View, viewsOf } from './view.ts';

const within = ({ min, max }: { min: number; max: number }) => fc.double({ min, max, noNaN: true });
const on = fc.boolean();
const limits = augmentationLimits;

const augmentations: fc.Arbitrary<Augmentation> = fc.record({
  horizontalFlip: fc.record({ on }),
  verticalFlip: fc.record({ on }),
  crop: fc.record({ on, smallest: within(limits.crop.smallest), aspect: within(limits.crop.aspect) }),
  rotation: fc.record({ on, degrees: within(limits.rotation.degrees) }),
  translation: fc.record({ on, share: within(limits.translation.share) }),
  zoom: fc.record({ on, factor: within(limits.zoom.factor) }),
  brightness: fc.record({ on, amount: within(limits.brightness.amount) }),
  contrast: fc.record({ on, amount: within(limits.contrast.amount) }),
  saturation: fc.record({ on, amount: within(limits.saturation.amount) }),
  hue: fc.record({ on, degrees: within(limits.hue.degrees) }),
  erasing: fc.record({
    on,
    probability: within(limits.erasing.probability),
    largest: within(limits.erasing.largest),
  }),
});
const seeds = fc.nat();
const hashes = fc.stringMatching(/^[0-9a-f]{64}$/);

/** The one view of a photo with a single part, switched on. */
function only<P extends AugmentationPart>(part: P, ranges: Omit<Augmentation[P], 'on'>, hash = 'a'): View {
  const augmentation = { ...noAugmentation, [part]: { on: true, ...ranges } };
  return viewsOf(augmentation, 1, hash, 1)[0] as View;
}

const hair = 1e-9;

describe('viewsOf', () => {
  it('is the photo itself where everything is off', () => {
    fc.assert(
      fc.property(seeds, hashes, (seed, hash) => {
        const none = { crop: null, transform: identity, colour: null, erased: null };
        expect(viewsOf(noAugmentation, seed, hash, 2)).toEqual([none, none]);
      }),
    );
  });

  it('gives the same views again, and more of them begin with the same', () => {
    fc.assert(
      fc.property(augmentations, seeds, hashes, (augmentation, seed, hash) => {
        const four = viewsOf(augmentation, seed, hash, 4);
        expect(viewsOf(structuredClone(augmentation), seed, hash, 6).slice(0, 4)).toEqual(four);
      }),
    );
  });

  it('differs by seed, photo and number', () => {
    const augmentation: Augmentation = { ...noAugmentation, rotation: { on: true, degrees: 10 } };
    const angles = [
      ...viewsOf(augmentation, 1, 'a', 3),
      ...viewsOf(augmentation, 2, 'a', 3),
      ...viewsOf(augmentation, 1, 'b', 3),
    ].map(({ transform }) => transform[1]);
    expect(new Set(angles).size).toBe(9);
  });

  it('leaves the other parts as they were when one is switched', () => {
    fc.assert(
      fc.property(augmentations, seeds, (augmentation, seed) => {
        const switched = (part: AugmentationPart): View => {
          const changed = { ...augmentation, [part]: { ...augmentation[part], on: !augmentation[part].on } };
          return viewsOf(changed, seed, 'a', 1)[0] as View;
        };
        const { crop, transform, colour, erased } = viewsOf(augmentation, seed, 'a', 1)[0] as View;
        expect(switched('erasing')).toMatchObject({ crop, transform, colour });
        expect(switched('crop')).toMatchObject({ transform, colour, erased });
        expect(switched('hue')).toMatchObject({ crop, transform, erased });
        const turned = switched('rotation');
        expect(turned).toMatchObject({ crop, colour, erased });
        // Zoom and flips are in the determinant, which a rotation leaves.
        const determinant = ([a, b, c, d]: View['transform']) => a * d - b * c;
        expect(determinant(turned.transform)).toBeCloseTo(determinant(transform), 9);
      }),
    );
  });

  it('flips half of the views, exactly', () => {
    const augmentation: Augmentation = { ...noAugmentation, horizontalFlip: { on: true } };
    const views = viewsOf(augmentation, 1, 'a', 2000);
    const mirrored = views.filter(({ transform }) => transform[0] === -1);
    expect(mirrored[0]?.transform).toEqual([-1, 0, 0, 1, 1, 0]);
    expect(views.find(({ transform }) => transform[0] === 1)?.transform).toEqual(identity);
    // Five standard deviations of a fair coin.
    expect(Math.abs(mirrored.length - 1000)).toBeLessThan(112);
  });
});

describe('each part stays within its range', () => {
  it('rotation, about the middle', () => {
    fc.assert(
      fc.property(within(limits.rotation.degrees), hashes, (degrees, hash) => {
        const { transform } = only('rotation', { degrees }, hash);
        const [a, b] = transform;
        expect(Math.hypot(a, b)).toBeCloseTo(1, 9);
        expect((Math.abs(Math.atan2(b, a)) * 180) / Math.PI).toBeLessThanOrEqual(degrees + hair);
        expect(apply(transform, [0.5, 0.5])[0]).toBeCloseTo(0.5, 9);
        expect(apply(transform, [0.5, 0.5])[1]).toBeCloseTo(0.5, 9);
      }),
    );
  });

  it('translation', () => {
    fc.assert(
      fc.property(within(limits.translation.share), hashes, (share, hash) => {
        const [a, b, c, d, e, f] = only('translation', { share }, hash).transform;
        expect([a, b, c, d]).toEqual([1, 0, 0, 1]);
        expect(Math.max(Math.abs(e), Math.abs(f))).toBeLessThanOrEqual(share + hair);
      }),
    );
  });

  it('zoom', () => {
    fc.assert(
      fc.property(within(limits.zoom.factor), hashes, (factor, hash) => {
        const [a] = only('zoom', { factor }, hash).transform;
        expect(a).toBeLessThanOrEqual(factor + hair);
        expect(a).toBeGreaterThanOrEqual(1 / factor - hair);
      }),
    );
  });

  it('crop: area and aspect wherever both can be had, and always inside the picture', () => {
    const sides = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(
        within(limits.crop.smallest),
        within(limits.crop.aspect),
        hashes,
        sides,
        sides,
        (smallest, aspect, hash, width, height) => {
          const { crop } = only('crop', { smallest, aspect }, hash);
          if (!crop) throw new Error('no crop');
          const part = cropRectangle(crop, width, height);
          expect(part.x).toBeGreaterThanOrEqual(0);
          expect(part.y).toBeGreaterThanOrEqual(0);
          expect(part.x + part.width).toBeLessThanOrEqual(width * (1 + hair));
          expect(part.y + part.height).toBeLessThanOrEqual(height * (1 + hair));
          const ratio = part.width / part.height;
          expect(Math.max(ratio, 1 / ratio)).toBeLessThanOrEqual(aspect * (1 + hair));
          // The largest part of an allowed aspect: all of the picture, or what the aspect leaves of it.
          const own = Math.max(width / height, height / width);
          const most = Math.min(1, aspect / own);
          const area = (part.width * part.height) / (width * height);
          expect(area).toBeGreaterThanOrEqual(Math.min(crop.area, most) * (1 - hair));
          expect(crop.area).toBeGreaterThanOrEqual(smallest);
        },
      ),
    );
  });

  it('erasing: inside the view, its area below the largest', () => {
    fc.assert(
      fc.property(within(limits.erasing.largest), hashes, (largest, hash) => {
        const { erased } = only('erasing', { probability: 1, largest }, hash);
        if (!erased) throw new Error('none');
        expect(erased.width * erased.height).toBeLessThanOrEqual(largest + hair);
        expect(Math.min(erased.x, erased.y)).toBeGreaterThanOrEqual(0);
        expect(Math.max(erased.x + erased.width, erased.y + erased.height)).toBeLessThanOrEqual(1 + hair);
      }),
    );
  });
});

it('sourceMatrix shows the centre square', () => {
  const [view] = viewsOf(noAugmentation, 1, 'a', 1) as [View];
  expect(apply(sourceMatrix(view, 300, 200), [0, 0])).toEqual([50, 0]);
  expect(apply(sourceMatrix(view, 300, 200), [1, 1])).toEqual([250, 200]);
});
