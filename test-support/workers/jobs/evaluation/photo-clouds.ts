import type { Sample } from '../../../../src/core/dataset/dataset.ts';
import { FeatureRows } from '../../../../src/core/features/feature-rows.ts';
import { narrow } from '../../../../src/core/float16.ts';
import type { Random } from '../../../../src/core/random.ts';
import type { LabelledPhoto } from '../../../../src/workers/jobs/training/photos.ts';
import { clouds, rowsOf } from '../../../engine/training/clouds.ts';

/* Small problems for the tests of the analyses. */

export interface PhotoCloud {
  readonly photos: readonly LabelledPhoto[];
  readonly features: FeatureRows;
}

/** Photos of three classes whose features lie around one point a class; `spread` 0.1 can be told apart, 5 can't. */
export function photoCloud(count: number, spread: number, random: Random): PhotoCloud {
  const cloud = clouds(count, spread, random);
  const rows = rowsOf(cloud);
  return {
    photos: rows.map((_, i) => ({ sample: sampleOf(i), label: cloud.labels[i] ?? 0 })),
    features: new FeatureRows(
      rows.map((_, i) => String(i)),
      narrow(cloud.features),
      cloud.features.length / rows.length,
    ),
  };
}

function sampleOf(index: number): Sample {
  return {
    id: `photo ${index}`,
    hash: String(index),
    classId: '',
    name: `${index}.jpg`,
    folder: '',
    width: 1,
    height: 1,
    bytes: 1,
    split: 'train',
    splitFixed: false,
    excluded: false,
    group: null,
    order: index,
  };
}
