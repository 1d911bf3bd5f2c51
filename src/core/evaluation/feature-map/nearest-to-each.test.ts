import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestToEach } from './nearest-to-each.ts';

test('the nearest rows are those of a full sort, the row itself first', async () => {
  const drawn = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 3 * 2, maxLength: 3 * 20 });
  await fc.assert(
    fc.asyncProperty(drawn, fc.integer({ min: 1, max: 6 }), async (numbers, wanted) => {
      const rows = Math.floor(numbers.length / 3);
      const values = Float64Array.from(numbers.slice(0, rows * 3));
      const count = Math.min(wanted, rows);
      const { indices, distances } = await nearestToEach(values, 3, count);
      const between = (i: number, j: number) =>
        [0, 1, 2].reduce((sum, k) => sum + ((values[i * 3 + k] ?? 0) - (values[j * 3 + k] ?? 0)) ** 2, 0);
      for (let i = 0; i < rows; i++) {
        const others = Array.from({ length: rows }, (_, j) => j).filter((j) => j !== i);
        const sorted = [i, ...others.sort((a, b) => between(i, a) - between(i, b))].slice(0, count);
        expect(indices[i]).toEqual(sorted);
        expect(distances[i]).toEqual(sorted.map((j) => expect.closeTo(Math.sqrt(between(i, j)), 10)));
      }
    }),
  );
});
