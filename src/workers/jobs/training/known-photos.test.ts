import { expect, test } from 'vitest';
import type { Sample } from '../../../core/dataset/dataset.ts';
import { familiarityOf } from '../../../core/evaluation/known-features.ts';
import { FeatureRows } from '../../../core/features/feature-rows.ts';
import { float16Bits } from '../../../core/float16.ts';
import { seededRandom } from '../../../core/random.ts';
import { normal } from '../../../core/training/initial.ts';
import { knownPhotos } from './known-photos.ts';

const WIDTH = 12;

test.each([40, 600, 1500])(
  'with %i classes, photos of them look more familiar than those of no class',
  async (classes) => {
    const random = seededRandom(classes);
    const photos = Array.from({ length: 3 * classes }, (_, i) => ({
      sample: { id: `${i}`, hash: `${i}` } as Sample,
      label: i % classes,
    }));
    const centres = Float32Array.from({ length: classes * WIDTH }, () => 4 * normal(random));
    const halves = Uint16Array.from({ length: photos.length * WIDTH }, (_, at) =>
      float16Bits(
        (centres[(Math.floor(at / WIDTH) % classes) * WIDTH + (at % WIDTH)] ?? 0) + 0.05 * normal(random),
      ),
    );
    const { known, scores } = await knownPhotos({
      features: new FeatureRows(
        photos.map(({ sample }) => sample.hash),
        halves,
        WIDTH,
      ),
      train: photos.slice(0, 2 * classes),
      folds: null,
      validation: photos.slice(2 * classes),
      classes,
      pause: () => Promise.resolve(),
    });
    expect(known.means).toHaveLength(classes);
    // A photo around a point of no class.
    const strangers = Array.from({ length: 200 }, () =>
      familiarityOf(
        known,
        Float32Array.from({ length: WIDTH }, () => 4 * normal(random)),
      ),
    ).sort((a, b) => a - b);
    const typical = strangers[100] ?? Number.NaN;
    expect(scores.filter((score) => score > typical).length).toBeGreaterThan(0.95 * classes);
  },
);
