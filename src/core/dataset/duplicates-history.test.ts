import fc from 'fast-check';
import { expect, test } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { stratifiedFolds } from '../evaluation/folds.ts';
import { samePictureGroups } from '../features/same-picture.ts';
import { seededRandom } from '../random.ts';
import type { Dataset, Sample } from './dataset.ts';
import { groupDuplicates, resplit } from './edits.ts';
import { applyPatch } from './patch.ts';

/*
 * What a photo is learned or judged with follows from the photos that are learned from: not from which test photos have
 * been looked at by then, nor from what was grouped before.
 */

const LEARNED = 12;
const TEST = 5;
/** Pairs of pictures that show the same, the test photos last. */
const alike = fc.uniqueArray(
  fc
    .tuple(fc.nat(LEARNED + TEST - 1), fc.nat(LEARNED + TEST - 1))
    .filter(([a, b]) => a !== b)
    .map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)]),
  { selector: String, maxLength: 25 },
);

const photos = Array.from({ length: LEARNED + TEST }, (_, i): Sample => {
  const test = i >= LEARNED;
  // Test photos' hashes come first in the alphabet: a group must not be named after them.
  const hash = `${test ? 'a' : 'b'}${i}`;
  return sampleOf(String(i), {
    hash,
    classId: i % 2 ? 'a' : 'b',
    order: i,
    split: test ? 'test' : 'train',
    splitFixed: test,
  });
});

/** Where learned photos come when these photos are compared. */
async function placed(pairs: readonly (readonly [number, number])[], compared: number, before: Dataset) {
  const known = new Set(photos.slice(0, compared).map(({ hash }) => hash));
  const candidates = pairs.filter(([, second]) => second < compared);
  // As the search has it: pairs with a test photo last.
  const sorted = [...candidates].sort(([, a], [, b]) => Number(a >= LEARNED) - Number(b >= LEARNED));
  const groups = await samePictureGroups(compared, sorted, async () => true, LEARNED);
  const found = groups.map((group) => ({ ids: group.map(String) }));
  const grouped = applyPatch(
    before,
    groupDuplicates(before, found, ({ hash }) => known.has(hash)),
  ).dataset;
  const settings = { ...grouped.split, seed: 7 };
  const { samples } = applyPatch(grouped, resplit(grouped, settings)).dataset;
  const learned = samples.slice(0, LEARNED);
  const folds = stratifiedFolds(
    learned.map(({ hash, group, classId }) => ({ hash, group, label: classId === 'a' ? 0 : 1 })),
    3,
    seededRandom('folds'),
  );
  return { splits: learned.map(({ split }) => split), folds, samples };
}

test('the same photos have the same split and folds, whichever test photos were compared', () =>
  fc.assert(
    fc.asyncProperty(alike, fc.nat(TEST), async (pairs, test) => {
      const fresh = datasetOf(photos);
      const { samples: _, ...without } = await placed(pairs, LEARNED, fresh);
      const { samples: __, ...some } = await placed(pairs, LEARNED + test, fresh);
      expect(some).toEqual(without);
    }),
    { numRuns: 300 },
  ));

test('nor does it matter whether all were compared before, as another session may have done', () =>
  fc.assert(
    fc.asyncProperty(alike, async (pairs) => {
      const fresh = datasetOf(photos);
      const { folds } = await placed(pairs, LEARNED, fresh);
      const { samples } = await placed(pairs, LEARNED + TEST, fresh);
      expect((await placed(pairs, LEARNED, { ...fresh, samples })).folds).toEqual(folds);
    }),
    { numRuns: 300 },
  ));

test('a test photo comes to one group of those that show the same as it does', async () => {
  const pairs = [
    [0, 1],
    [2, 3],
    [1, LEARNED],
    [3, LEARNED],
    [LEARNED, LEARNED + 1],
  ] as const;
  const { samples } = await placed(pairs, LEARNED + TEST, datasetOf(photos));
  const groupOf = (i: number) => samples[i]?.group;
  expect([0, 1, 2, 3].map(groupOf)).toEqual(['b0', 'b0', 'b2', 'b2']);
  expect([LEARNED, LEARNED + 1].map(groupOf)).toEqual(['b0', 'b0']);
});
