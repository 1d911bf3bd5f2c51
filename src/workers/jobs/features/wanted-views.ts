import type { View } from '../../../core/augmentation/view.ts';
import { viewKey } from '../../../core/augmentation/view-key.ts';
import type { Sample } from '../../../core/dataset/dataset.ts';
import type { PictureViews } from '../../../engine/features/extract.ts';

/** A photo and which of its views are needed; null: the photo itself. */
export interface WantedViews {
  readonly sample: Sample;
  readonly views: readonly (View | null)[];
}

/** Photos alone, as they are. */
export const photosOnly = (samples: readonly Sample[]): WantedViews[] =>
  samples.map((sample) => ({ sample, views: [null] }));

/** What is not there yet, each view once and each picture once. */
export function missingViews(wanted: readonly WantedViews[], has: (key: string) => boolean): PictureViews[] {
  const seen = new Set<string>();
  const missing = new Map<string, (View | null)[]>();
  for (const { sample, views } of wanted)
    for (const view of views) {
      const key = viewKey(sample.hash, view);
      if (seen.has(key) || has(key)) continue;
      seen.add(key);
      const known = missing.get(sample.hash);
      if (known) known.push(view);
      else missing.set(sample.hash, [view]);
    }
  return [...missing].map(([hash, views]) => ({ hash, views }));
}
