import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DisjointSets } from './disjoint-sets.ts';

function joined(count: number, pairs: readonly (readonly [number, number])[]): DisjointSets {
  const sets = new DisjointSets(count);
  for (const [a, b] of pairs) sets.join(a, b);
  return sets;
}

test('joins chains, and leaves single items out', () => {
  const sets = joined(8, [
    [4, 2],
    [0, 5],
    [2, 7],
  ]);
  expect(sets.sets()).toEqual([
    [0, 5],
    [2, 4, 7],
  ]);
  expect(sets.together(7, 4)).toBe(true);
  expect(sets.together(7, 5)).toBe(false);
  expect(joined(3, []).sets()).toEqual([]);
});

test('are the parts that a breadth-first search finds', () => {
  const graph = fc
    .integer({ min: 1, max: 30 })
    .chain((count) =>
      fc.tuple(
        fc.constant(count),
        fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 40 }),
      ),
    );
  fc.assert(
    fc.property(graph, ([count, pairs]) => {
      const seen = new Set<number>();
      const expected: number[][] = [];
      for (let start = 0; start < count; start++) {
        if (seen.has(start)) continue;
        const part = [start];
        seen.add(start);
        for (const item of part)
          for (const [a, b] of pairs)
            for (const next of a === item ? [b] : b === item ? [a] : [])
              if (!seen.has(next)) {
                seen.add(next);
                part.push(next);
              }
        if (part.length > 1) expected.push(part.sort((a, b) => a - b));
      }
      expect(joined(count, pairs).sets()).toEqual(expected);
    }),
  );
});
