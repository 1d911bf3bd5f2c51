import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Heap } from './heap.ts';

test('whatever is put in and taken out in between, the first of what is there comes out', () => {
  const step = fc.oneof(fc.integer(), fc.constant('pop' as const));
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const heap = new Heap<number>((a, b) => a < b);
      const there: number[] = [];
      for (const next of steps)
        if (next === 'pop') {
          there.sort((a, b) => a - b);
          expect(heap.pop()).toBe(there.shift());
        } else {
          heap.push(next);
          there.push(next);
        }
    }),
  );
});
