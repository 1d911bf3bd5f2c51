import { expect, it } from 'vitest';
import { sampleOf } from '../../../../test-support/core/dataset/fake-dataset.ts';
import { type Augmentation, noAugmentation } from '../../../core/augmentation/augmentation.ts';
import { presets } from '../../../core/augmentation/presets.ts';
import { viewsOf } from '../../../core/augmentation/view.ts';
import { viewKey } from '../../../core/augmentation/view-key.ts';
import type { Sample } from '../../../core/dataset/dataset.ts';
import { missingViews, photosOnly, type WantedViews } from './wanted-views.ts';

const hashOf = (digit: string): string => digit.repeat(64);

const photoOf = (hash: string, id = hash): Sample => sampleOf(id, { hash });

const withViews = (augmentation: Augmentation, hashes: readonly string[], count: number): WantedViews[] =>
  hashes.map((hash) => ({
    sample: photoOf(hash),
    views: [null, ...viewsOf(augmentation, 1, hash, count)],
  }));

const keysOf = (pictures: readonly { hash: string; views: WantedViews['views'] }[]): string[] =>
  pictures.flatMap(({ hash, views }) => views.map((view) => viewKey(hash, view)));

const hashes = [hashOf('a'), hashOf('b'), hashOf('c')];

it('asks for a picture once however often it is wanted, and for each view once', () => {
  const photos = photosOnly([photoOf(hashOf('a'), '1'), photoOf(hashOf('a'), '2'), photoOf(hashOf('b'))]);
  const views = withViews(presets.strong, [hashOf('a')], 3);
  const missing = missingViews([...photos, ...views], () => false);
  expect(missing.map(({ hash, views: of }) => [hash, of.length])).toEqual([
    [hashOf('a'), 4],
    [hashOf('b'), 1],
  ]);
});

it('takes a view that changes nothing for the photo', () => {
  const missing = missingViews(withViews(noAugmentation, hashes, 4), () => false);
  expect(keysOf(missing)).toEqual(hashes);
});

it('leaves out what is cached: with erasing switched on, only the views that have it are new', () => {
  const cached = new Set(keysOf(missingViews(withViews(presets.light, hashes, 8), () => false)));
  const erasing = { on: true, probability: 0.5, largest: 0.2 };
  const after = missingViews(withViews({ ...presets.light, erasing }, hashes, 8), (key) => cached.has(key));
  const views = after.flatMap((picture) => picture.views);
  expect(views.length).toBeGreaterThan(0);
  expect(views.length).toBeLessThan(24);
  for (const view of views) expect(view?.erased).not.toBeNull();
});
