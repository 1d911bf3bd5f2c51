import fc from 'fast-check';
import { expect, test } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import type { Dataset, Patch } from './dataset.ts';
import { applyPatch, fitPatch } from './patch.ts';

const classes = (...ids: string[]) => ids.map((id) => ({ id, name: id, colour: 0 }));
const dataset = (ids: string[], ...samples: ReturnType<typeof sampleOf>[]): Dataset => ({
  ...datasetOf(samples),
  classes: classes(...ids),
});
const inA = sampleOf('1', { classId: 'a', order: 1 });
const inB = sampleOf('2', { classId: 'b', order: 2 });

test('the inverse leads back', () => {
  const before = dataset(['a', 'b'], inA, inB);
  const { dataset: after, inverse } = applyPatch(before, {
    classes: classes('a', 'c'),
    put: [{ ...inB, classId: 'c' }, sampleOf('3', { classId: 'a', order: 3 })],
    remove: ['1'],
  });
  expect(after.samples.map(({ id, classId }) => id + classId)).toEqual(['2c', '3a']);
  expect(applyPatch(after, inverse).dataset).toEqual(before);
});

test('a class that has got photos since stays where an edit of before is undone', () => {
  // A rename of “a” is undone after an import has made “b”.
  const patch = { classes: classes('a') };
  expect(fitPatch(dataset(['a', 'b'], inA, inB), patch)).toEqual({ classes: classes('a', 'b') });
  expect(fitPatch(dataset(['a', 'b'], inA), patch)).toEqual(patch);
});

test('a photo whose class is gone does not come back without it', () => {
  // It was moved from “b” to “a” in the middle of the import that had made “b”, which was undone before the move is.
  expect(fitPatch(dataset(['a']), { put: [inA, inB] })).toEqual({ put: [inA] });
  expect(fitPatch(dataset(['a']), { classes: classes('a', 'b'), put: [inB] })).toMatchObject({ put: [inB] });
});

test('whatever is undone, every photo has a class', () => {
  const ids = fc.subarray(['a', 'b', 'c']);
  const photos = fc.subarray(['1', '2', '3', '4']);
  const inClass = fc.constantFrom('a', 'b', 'c');
  const samples = fc.array(fc.tuple(fc.constantFrom('1', '2', '3', '4'), inClass), { maxLength: 4 });
  fc.assert(
    fc.property(samples, fc.option(ids), samples, photos, (here, wanted, put, remove) => {
      const unique = (pairs: typeof here) =>
        [...new Map(pairs)].map(([id, classId]) => sampleOf(id, { classId }));
      const before = dataset(['a', 'b', 'c'], ...unique(here));
      const patch: Patch = { ...(wanted && { classes: classes(...wanted) }), put: unique(put), remove };
      const { dataset: after } = applyPatch(before, fitPatch(before, patch));
      const known = new Set(after.classes.map(({ id }) => id));
      expect(after.samples.filter(({ classId }) => !known.has(classId))).toEqual([]);
    }),
  );
});
