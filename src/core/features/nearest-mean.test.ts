import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { meanOverClasses, nearestMeanRight } from './nearest-mean.ts';

type Photo = { readonly label: number; readonly row: readonly number[] };

async function measured(photos: readonly Photo[], classes: number): Promise<number | null> {
  const labels = photos.map(({ label }) => label);
  const rows = photos.map(({ row }) => Float32Array.from(row));
  return meanOverClasses(await nearestMeanRight(rows, labels, classes), labels);
}

/** The definition, word by word: for each photo all means anew, without it. */
function byDefinition(photos: readonly Photo[], classes: number): number | null {
  const length = photos[0]?.row.length ?? 0;
  const column = (j: number) => photos.map(({ row }) => row[j] ?? 0);
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const deviations = Array.from({ length }, (_, j) => {
    const centre = mean(column(j));
    return Math.sqrt(mean(column(j).map((x) => (x - centre) ** 2)));
  });
  const distance = (row: readonly number[], others: readonly Photo[]) =>
    deviations.reduce((sum, deviation, j) => {
      if (deviation === 0) return sum;
      const away = (row[j] ?? 0) - mean(others.map((other) => other.row[j] ?? 0));
      return sum + (away / deviation) ** 2;
    }, 0);
  const shares: number[] = [];
  for (let c = 0; c < classes; c++) {
    const own = photos.filter(({ label }) => label === c);
    if (own.length < 2) continue;
    const right = own.filter((photo) => {
      const rest = photos.filter((other) => other !== photo);
      const near = (k: number) => {
        const members = rest.filter(({ label }) => label === k);
        return members.length === 0 ? Number.POSITIVE_INFINITY : distance(photo.row, members);
      };
      return Array.from({ length: classes }, (_, k) => k).every((k) => k === c || near(c) < near(k));
    });
    shares.push(right.length / own.length);
  }
  if (shares.length === 0) return null;
  return mean(shares);
}

test('is the leave-one-out accuracy of the nearest class mean', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 4 }),
      fc.integer({ min: 1, max: 24 }),
      fc.integer(),
      async (classes, count, seed) => {
        // Random reals: no two means are equally far, and rounding decides nothing.
        const random = seededRandom(seed);
        const photos = Array.from({ length: count }, () => {
          const label = Math.floor(random() * classes);
          return { label, row: [7, label + 2 * random(), random(), random()].map(Math.fround) };
        });
        const expected = byDefinition(photos, classes);
        const found = await measured(photos, classes);
        if (expected === null) expect(found).toBeNull();
        else expect(found).toBeCloseTo(expected, 9);
      },
    ),
  );
});

test('is 1 where classes lie apart, and a guess’s where a photo’s class can’t be told', async () => {
  const apart = [0, 0.1, 10, 10.1].map((x, i) => ({ label: i < 2 ? 0 : 1, row: [x] }));
  expect(await measured(apart, 2)).toBe(1);
  const crossed = [0, 10, 0, 10].map((x, i) => ({ label: i < 2 ? 0 : 1, row: [x] }));
  expect(await measured(crossed, 2)).toBe(0);
  const alike = [0, 0, 1, 1].map((label) => ({ label, row: [3] }));
  expect(await measured(alike, 2)).toBe(1 / 2);
});

test('does not judge by a class’s only photo', async () => {
  expect(
    await measured(
      [0, 1].map((label) => ({ label, row: [label] })),
      2,
    ),
  ).toBeNull();
  const withOne = [
    { label: 0, row: [0] },
    { label: 0, row: [1] },
    { label: 1, row: [50] },
  ];
  expect(await measured(withOne, 2)).toBe(1);
});

test('stops where its pause throws', async () => {
  const rows = [0, 1, 2, 3].map((x) => Float32Array.of(x));
  let pauses = 0;
  const stop = async () => {
    if (++pauses === 2) throw new Error('Stop');
  };
  await expect(nearestMeanRight(rows, [0, 0, 1, 1], 2, stop)).rejects.toThrow('Stop');
  expect(pauses).toBe(2);
});
