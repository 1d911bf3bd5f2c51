import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import type { ClassLabel, Sample } from './dataset.ts';
import { murmur3, pictureHashes, samplesSeen, samplesThen, versionOf } from './version.ts';
import { changesBetween, changesWords, type DatasetChanges, matchClasses } from './version-changes.ts';

const hashOf = (n: number) => (Math.imul(n + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0').repeat(8);
const classes: readonly ClassLabel[] = ['ant', 'bee', 'cat'].map((name, colour) => ({
  id: `id-${name}`,
  name,
  colour,
}));
const sample = (n: number, change: Partial<Sample> = {}): Sample =>
  sampleOf(String(n), {
    hash: hashOf(n),
    classId: classes[n % 3]?.id ?? '',
    split: n % 5 === 0 ? 'validation' : 'train',
    order: n,
    ...change,
  });
const samples = Array.from({ length: 12 }, (_, n) => sample(n));
const with_ = (n: number, change: Partial<Sample>) =>
  samples.map((one) => (one.id === String(n) ? { ...one, ...change } : one));
const labelled = (photos: readonly Sample[], of = classes) => ({ data: versionOf(of, photos), classes: of });
const changes = (after: readonly Sample[], of = classes) =>
  changesBetween(labelled(samples), labelled(after, of));
const none: DatasetChanges = {
  added: 0,
  removed: 0,
  relabelled: 0,
  moved: [],
  newClasses: [],
  goneClasses: [],
  renamedClasses: [],
};

// Known values of MurmurHash3_x86_32: https://en.wikipedia.org/wiki/MurmurHash (bytes in little-endian words).
it.each([
  [[], 0, 0x00000000],
  [[], 1, 0x514e28b7],
  [[], 0xffffffff, 0x81f16f39],
  [[0x74736574], 0, 0xba6bd213],
  [[0x74736574], 0x9747b28c, 0x704b81dc],
])('hashes %j with seed %i', (words, seed, hash) => {
  expect(murmur3(words, seed)).toBe(hash);
});

it('gives back how the photos’ hashes begin, by split', () => {
  const begins = (split: string) =>
    samples.filter((one) => one.split === split).map(({ hash }) => hash.slice(0, 16));
  expect(pictureHashes(versionOf(classes, samples))).toEqual({
    train: begins('train'),
    validation: begins('validation'),
    test: [],
  });
});

it('keeps each photo’s picture, label and split, and leaves excluded photos and foreign classes out', () => {
  const version = versionOf(classes, [
    sample(0, { hash: `0123456789abcdef${'0'.repeat(48)}` }),
    sample(1, { split: 'test' }),
    sample(2, { excluded: true }),
    sample(3, { classId: 'gone' }),
  ]);
  expect([...version.pictures.slice(0, 2)]).toEqual([0x01234567, 0x89abcdef]);
  expect([...version.labels]).toEqual([0, 1]);
  expect([...version.splits]).toEqual([1, 2]);
  expect(version.fingerprint).toMatch(/^[0-9a-f]{16}$/);
});

it('has one fingerprint for the same photos in any order, of classes in any order and under any ids', () => {
  const { fingerprint } = versionOf(classes, samples);
  fc.assert(
    fc.property(fc.shuffledSubarray(samples, { minLength: 12 }), (shuffled) => {
      expect(versionOf(classes, shuffled).fingerprint).toBe(fingerprint);
    }),
  );
  expect(versionOf(classes.toReversed(), samples).fingerprint).toBe(fingerprint);
  const renumbered = classes.map((label) => ({ ...label, id: `new ${label.id}` }));
  const again = samples.map((one) => ({ ...one, classId: `new ${one.classId}` }));
  expect(versionOf(renumbered, again).fingerprint).toBe(fingerprint);
});

it('has another fingerprint for any change of a picture, a label, a split or the number of photos', () => {
  const { fingerprint } = versionOf(classes, samples);
  fc.assert(
    fc.property(fc.nat(11), fc.nat(3), (n, kind) => {
      const other = classes[(n + 1) % 3]?.id ?? '';
      const change = [
        { split: 'test' as const },
        { classId: other },
        { hash: hashOf(100 + n) },
        { excluded: true },
      ][kind];
      expect(versionOf(classes, with_(n, change ?? {})).fingerprint).not.toBe(fingerprint);
    }),
  );
  expect(versionOf(classes, [...samples, sample(0)]).fingerprint).not.toBe(fingerprint);
});

it('tells what was added, removed, relabelled and moved', () => {
  expect(changes(samples.toReversed())).toEqual(none);
  expect(changes([...samples, sample(12), sample(13)])).toEqual({ ...none, added: 2 });
  expect(changes(samples.slice(1))).toEqual({ ...none, removed: 1 });
  expect(changes(with_(1, { excluded: true }))).toEqual({ ...none, removed: 1 });
  expect(changes(with_(1, { classId: 'id-cat' }))).toEqual({ ...none, relabelled: 1 });
  expect(changes(with_(5, { split: 'test' }))).toEqual({
    ...none,
    moved: [{ from: 'validation', to: 'test', photos: 1 }],
  });
  expect(changes(with_(1, { classId: 'id-cat', split: 'test' }))).toEqual({
    ...none,
    relabelled: 1,
    moved: [{ from: 'train', to: 'test', photos: 1 }],
  });
});

it('pairs the copies of a picture that lies in two classes', () => {
  const copy = sample(99, { hash: hashOf(1), classId: 'id-ant' });
  const before = labelled([...samples, copy]);
  expect(changesBetween(before, labelled([copy, ...samples]))).toEqual(none);
  expect(changesBetween(before, labelled(samples))).toEqual({ ...none, removed: 1 });
  const moved = labelled([...samples, { ...copy, split: 'test' }]);
  expect(changesBetween(before, moved)).toEqual({
    ...none,
    moved: [{ from: 'train', to: 'test', photos: 1 }],
  });
});

it('knows a class by its id, else by its name', () => {
  const [ant, bee, cat] = classes;
  if (!(ant && bee && cat)) throw new Error('There are three classes.');
  const dog = { id: 'id-dog', name: 'dog', colour: 3 };
  expect(matchClasses(classes, [cat, { ...ant, name: 'aunt' }, { ...bee, id: 'new' }, dog])).toEqual([
    2, 0, 1, -1,
  ]);
  // What was the ant is called bee now, and there is a new ant.
  expect(
    matchClasses(
      [ant, bee],
      [
        { ...ant, name: 'bee' },
        { ...dog, name: 'ant' },
      ],
    ),
  ).toEqual([0, -1]);
  const renamed = [{ ...ant, name: 'aunt' }, bee, cat];
  expect(changes(samples, renamed)).toEqual({ ...none, renamedClasses: [{ from: 'ant', to: 'aunt' }] });
  expect(changes(with_(0, { classId: 'id-dog' }), [...classes, dog])).toEqual({
    ...none,
    relabelled: 1,
    newClasses: ['dog'],
  });
  const withoutCats = samples.filter(({ classId }) => classId !== 'id-cat');
  expect(changes(withoutCats, [ant, bee])).toEqual({ ...none, removed: 4, goneClasses: ['cat'] });
});

it('counts back and forth alike', () => {
  const photos = fc.shuffledSubarray(samples).chain((chosen) =>
    fc.tuple(
      ...chosen.map((one) =>
        fc.record({ split: fc.constantFrom('train', 'validation', 'test'), label: fc.nat(2) }).map(
          ({ split, label }): Sample => ({
            ...one,
            split: split as Sample['split'],
            classId: classes[label]?.id ?? '',
          }),
        ),
      ),
    ),
  );
  fc.assert(
    fc.property(photos, photos, (a, b) => {
      const there = changesBetween(labelled(a), labelled(b));
      const back = changesBetween(labelled(b), labelled(a));
      expect(there.added - there.removed).toBe(b.length - a.length);
      expect(back).toEqual({
        ...there,
        added: there.removed,
        removed: there.added,
        moved: expect.arrayContaining(
          there.moved.map(({ from, to, photos: n }) => ({ from: to, to: from, photos: n })),
        ),
      });
    }),
  );
});

it('says changes in words', () => {
  expect(changesWords(none)).toBe('the same photos with the same labels and splits');
  expect(
    changesWords({
      added: 1200,
      removed: 1,
      relabelled: 2,
      moved: [{ from: 'train', to: 'test', photos: 3 }],
      newClasses: ['dog'],
      goneClasses: ['ant'],
      renamedClasses: [{ from: 'bee', to: 'wasp' }],
    }),
  ).toBe(
    '1,200 photos added, 1 photo removed, 2 photos relabelled, 3 photos moved from training to test, class “dog” new, class “ant” gone, class “bee” now “wasp”',
  );
});

it('finds the samples that were in a split then, and those that the run has seen', () => {
  const version = versionOf(classes, [...samples.slice(0, 6), sample(6, { split: 'test' })]);
  const now = samples.map((one) => ({ ...one, split: 'test' as const }));
  const ids = (found: readonly Sample[]) => found.map(({ id }) => id);
  expect(ids(samplesThen(version, now, 'validation'))).toEqual(['0', '5']);
  expect(ids(samplesThen(version, now, 'train'))).toEqual(['1', '2', '3', '4']);
  expect(ids(samplesSeen(version, now))).toEqual(['0', '1', '2', '3', '4', '5']);
  const copy = sample(50, { hash: hashOf(1), split: 'validation', classId: 'id-cat' });
  expect(ids(samplesThen(versionOf(classes, [...samples, copy]), now, 'validation'))).not.toContain('1');
});
