import { describe, expect, it } from 'vitest';
import { mapInOrder } from './in-order.ts';

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Resolves after so many turns of the event loop. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

describe('mapInOrder', () => {
  it('gives results in the order of the items, whichever is ready first', async () => {
    const finished: number[] = [];
    const work = async (item: number): Promise<number> => {
      await turns(10 - item);
      finished.push(item);
      return item * 10;
    };
    expect(await collect(mapInOrder([1, 2, 3, 4], 4, work))).toEqual([10, 20, 30, 40]);
    expect(finished).toEqual([4, 3, 2, 1]);
  });

  it('has no more than the limit under way', async () => {
    let underWay = 0;
    let most = 0;
    const work = async (item: number): Promise<number> => {
      underWay++;
      most = Math.max(most, underWay);
      await turns(1 + (item % 3));
      underWay--;
      return item;
    };
    const items = Array.from({ length: 50 }, (_, index) => index);
    expect(await collect(mapInOrder(items, 4, work))).toEqual(items);
    expect(most).toBe(4);
  });

  it('throws what an item throws, after the results before it, with nothing left under way', async () => {
    let underWay = 0;
    const work = async (item: number): Promise<number> => {
      underWay++;
      await turns(item);
      underWay--;
      if (item === 2) throw new Error('two');
      return item;
    };
    const seen: number[] = [];
    const all = (async () => {
      for await (const result of mapInOrder([0, 1, 2, 3, 4, 5], 3, work)) seen.push(result);
    })();
    await expect(all).rejects.toThrow('two');
    expect(seen).toEqual([0, 1]);
    expect(underWay).toBe(0);
  });
});
