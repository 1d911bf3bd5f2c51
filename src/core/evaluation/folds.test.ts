import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { ALWAYS_TRAINED, type FoldPhoto, separablePictures, stratifiedFolds } from './folds.ts';

const photo = (label: number, hash: string, group: string | null = null): FoldPhoto => ({
  label,
  hash,
  group,
});
/** So many different photos of each class. */
const photosOf = (...counts: readonly number[]): FoldPhoto[] =>
  counts.flatMap((count, label) => Array.from({ length: count }, (_, i) => photo(label, `${label}/${i}`)));

/** Photos of each class in each fold. */
function table(photos: readonly FoldPhoto[], of: readonly number[], count: number): number[][] {
  const classes = Math.max(0, ...photos.map(({ label }) => label)) + 1;
  const counts = Array.from({ length: classes }, () => new Array<number>(count).fill(0));
  photos.forEach(({ label }, i) => {
    const row = counts[label];
    const fold = of[i] ?? ALWAYS_TRAINED;
    if (row && fold >= 0) row[fold] = (row[fold] ?? 0) + 1;
  });
  return counts;
}

const spread = (counts: readonly number[]): number => Math.max(...counts) - Math.min(...counts);
const arbitraryPhotos = fc.array(
  fc.record({
    label: fc.nat(4),
    hash: fc.nat(30).map(String),
    group: fc.option(fc.nat(6).map(String), { nil: null, freq: 2 }),
  }),
  { maxLength: 60 },
);

describe('single photos', () => {
  test('every class is spread evenly, and so are all photos together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 2, max: 10 }),
        fc.nat(),
        (counts, folds, seed) => {
          const photos = photosOf(...counts);
          const { count, of } = stratifiedFolds(photos, folds, seededRandom(seed));
          fc.pre(count > 0);
          for (const row of table(photos, of, count)) expect(spread(row)).toBeLessThanOrEqual(1);
          const totals = Array.from({ length: count }, (_, fold) => of.filter((f) => f === fold).length);
          expect(spread(totals)).toBeLessThanOrEqual(1);
          expect(Math.min(...totals)).toBeGreaterThan(0);
        },
      ),
    );
  });

  test('the seed decides: the same gives the same, another lays them otherwise', () => {
    const photos = photosOf(20, 20);
    const of = (seed: number) => stratifiedFolds(photos, 5, seededRandom(seed)).of;
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });
});

test('what is linked by a picture or a group is never on both sides, through others too', () => {
  const chain = [photo(0, 'a', 'x'), photo(0, 'a'), photo(0, 'b', 'x'), photo(1, 'b')];
  const photos = [...chain, ...photosOf(10, 10)];
  const { of } = stratifiedFolds(photos, 5, seededRandom(1));
  expect(new Set(of.slice(0, 4)).size).toBe(1);
  fc.assert(
    fc.property(arbitraryPhotos, fc.integer({ min: 2, max: 6 }), (some, folds) => {
      const divided = stratifiedFolds(some, folds, seededRandom(1));
      some.forEach((a, i) => {
        some.forEach((b, j) => {
          if (a.hash === b.hash || (a.group !== null && a.group === b.group))
            expect(divided.of[i]).toBe(divided.of[j]);
        });
      });
    }),
  );
});

test('bursts of near-duplicates still leave the folds alike', () => {
  const photos = Array.from({ length: 120 }, (_, i) =>
    photo(i % 2, String(i), i < 40 ? `${i % 2}/${Math.floor(i / 8)}` : null),
  );
  const { of, count } = stratifiedFolds(photos, 5, seededRandom(1));
  for (const row of table(photos, of, count)) expect(spread(row)).toBeLessThanOrEqual(1);
});

describe('small classes', () => {
  test('a class with fewer pictures than folds is in as many folds as it has pictures', () => {
    const photos = photosOf(20, 3);
    const { of, count } = stratifiedFolds(photos, 5, seededRandom(1));
    expect(count).toBe(5);
    expect(table(photos, of, count)[1]?.toSorted()).toEqual([0, 0, 1, 1, 1]);
  });

  test('a class with one picture is always trained on', () => {
    const photos = [...photosOf(20, 1), photo(2, 'twice'), photo(2, 'twice')];
    const { of } = stratifiedFolds(photos, 5, seededRandom(1));
    expect(of.slice(20)).toEqual([ALWAYS_TRAINED, ALWAYS_TRAINED, ALWAYS_TRAINED]);
    expect(separablePictures(photos)).toEqual(
      new Map([
        [0, 20],
        [1, 1],
        [2, 1],
      ]),
    );
  });

  test('there are no more folds than the largest class has pictures, and none where nothing can be judged', () => {
    expect(stratifiedFolds(photosOf(3, 2), 10, seededRandom(1)).count).toBe(3);
    expect(stratifiedFolds(photosOf(1, 1), 5, seededRandom(1))).toEqual({
      count: 0,
      of: [ALWAYS_TRAINED, ALWAYS_TRAINED],
    });
    expect(stratifiedFolds([], 5, seededRandom(1)).count).toBe(0);
  });

  test('no fold is empty, whatever hangs together', () => {
    fc.assert(
      fc.property(arbitraryPhotos, fc.integer({ min: 2, max: 6 }), (photos, folds) => {
        const { count, of } = stratifiedFolds(photos, folds, seededRandom(1));
        for (let fold = 0; fold < count; fold++) expect(of).toContain(fold);
      }),
    );
  });
});
