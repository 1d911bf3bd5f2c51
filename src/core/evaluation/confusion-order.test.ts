import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import { type ConfusionMatrix, confusionMatrix } from './confusion.ts';
import { classOrder, classOrders } from './confusion-order.ts';

function matrixOf(counts: readonly (readonly number[])[]): ConfusionMatrix {
  const labelled = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const correct = counts.reduce((sum, row, label) => sum + (row[label] ?? 0), 0);
  const rows = counts.map((row) => new Map([...row.entries()].filter(([, count]) => count > 0)));
  return { rows, labelled, correct, total: labelled.reduce((sum, count) => sum + count, 0) };
}

const matrix = matrixOf([
  [5, 0, 3],
  [0, 9, 0],
  [4, 0, 8],
]);

const anyMatrix = fc
  .integer({ min: 1, max: 8 })
  .chain((size) =>
    fc.array(fc.array(fc.nat({ max: 6 }), { minLength: size, maxLength: size }), {
      minLength: size,
      maxLength: size,
    }),
  )
  .map(matrixOf);

describe('classOrder', () => {
  const names = ['tulip 10', 'tulip 9', 'aster'];

  it.each([
    ['given', [0, 1, 2]],
    ['name', [2, 1, 0]],
    ['size', [2, 1, 0]],
    ['mistakes', [2, 0, 1]],
    ['mixed', [0, 2, 1]],
  ] as const)('%s', (order, expected) => {
    expect(classOrder(matrix, names, order)).toEqual(expected);
  });

  it('names each class once', () => {
    fc.assert(
      fc.property(anyMatrix, fc.constantFrom(...classOrders), (any, order) => {
        const indices = any.labelled.map((_, index) => index);
        const ordered = classOrder(
          any,
          indices.map((index) => `class ${index}`),
          order,
        );
        expect([...ordered].sort((a, b) => a - b)).toEqual(indices);
      }),
    );
  });
});

/** A matrix in which each pair of classes is as alike as it says, and nobody else; all classes have as many photos. */
function matrixOfLikeness(size: number, likeness: (a: number, b: number) => number): ConfusionMatrix {
  const photos = 1e9;
  const counts = Array.from({ length: size }, (_, a) =>
    Array.from({ length: size }, (_, b) => (a < b ? likeness(a, b) : 0)),
  );
  return matrixOf(
    counts.map((row, a) => {
      const wrong = row.reduce((sum, count) => sum + count, 0);
      return row.map((count, b) => (a === b ? photos - wrong : count));
    }),
  );
}

/** Average linkage by its definition: joins the two groups with the highest mean over all pairs; null where two are equal. */
function clusters(size: number, likeness: (a: number, b: number) => number): readonly number[][] | null {
  const between = (a: number, b: number) => (a < b ? likeness(a, b) : likeness(b, a));
  let groups = Array.from({ length: size }, (_, index) => [index]);
  const made: number[][] = [];
  while (groups.length > 1) {
    const pairs = groups.flatMap((a, i) =>
      groups.slice(i + 1).map((b) => ({
        a,
        b,
        mean: a.flatMap((x) => b.map((y) => between(x, y))).reduce((p, q) => p + q, 0) / a.length / b.length,
      })),
    );
    pairs.sort((p, q) => q.mean - p.mean);
    const [best, next] = pairs;
    if (best === undefined || best.mean - (next?.mean ?? 0) < 1e-6) return null;
    const joined = [...best.a, ...best.b];
    made.push(joined);
    groups = [...groups.filter((group) => group !== best.a && group !== best.b), joined];
  }
  return made;
}

describe('the order of what is mixed up', () => {
  it('keeps each cluster of average linkage together', () => {
    const size = 6;
    const pairs = (size * (size - 1)) / 2;
    const values = fc.uniqueArray(fc.integer({ min: 1, max: 1e6 }), { minLength: pairs, maxLength: pairs });
    fc.assert(
      fc.property(values, (alike) => {
        const likeness = (a: number, b: number) => alike[a * size - (a * (a + 1)) / 2 + b - a - 1] ?? 0;
        const made = clusters(size, likeness);
        fc.pre(made !== null);
        const order = classOrder(
          matrixOfLikeness(size, likeness),
          Array.from({ length: size }, () => ''),
          'mixed',
        );
        for (const cluster of made) {
          const places = cluster.map((label) => order.indexOf(label));
          expect(Math.max(...places) - Math.min(...places)).toBe(cluster.length - 1);
        }
      }),
    );
  });

  it('turns two groups so that what is likest meets', () => {
    // 0–1 and 2–3 are pairs; of them 0 and 3 are mixed up too.
    const alike = new Map([
      ['0 1', 90],
      ['2 3', 80],
      ['0 3', 10],
    ]);
    const likeness = (a: number, b: number) => alike.get(`${a} ${b}`) ?? 0;
    const order = classOrder(matrixOfLikeness(4, likeness), ['', '', '', ''], 'mixed');
    expect([order.join(), order.toReversed().join()]).toContain('1,0,3,2');
  });

  it('does not scatter those without mistakes: last, in the order of the run', () => {
    const likeness = (a: number, b: number) => (a === 1 && b === 4 ? 5 : 0);
    expect(classOrder(matrixOfLikeness(6, likeness), Array(6).fill(''), 'mixed')).toEqual([1, 4, 0, 2, 3, 5]);
  });

  it('of 2,000 classes, all mixed up with others, is found at once', () => {
    const random = seededRandom('mixed');
    const size = 2000;
    const answers = Array.from({ length: 2 * size }, (_, i) => ({
      label: i % size,
      predicted: random() < 0.4 ? i % size : Math.floor(random() * size),
    }));
    const matrix = confusionMatrix(answers, size);
    // The quickest of five: another program may have the processor during one.
    const times = Array.from({ length: 5 }, () => {
      const began = performance.now();
      expect(new Set(classOrder(matrix, Array(size).fill(''), 'mixed')).size).toBe(size);
      return performance.now() - began;
    });
    expect(Math.min(...times)).toBeLessThan(500);
  });
});
