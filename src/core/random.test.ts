import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fnv1a, seededRandom, shuffle, xoshiro128 } from './random.ts';

describe('fnv1a', () => {
  // Test vectors of the FNV reference code, http://www.isthe.com/chongo/src/fnv/test_fnv.c.
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['b', 0xe70c2de5],
    ['foobar', 0xbf9cf968],
  ])('of %j is the published value', (text, expected) => {
    expect(fnv1a(text)).toBe(expected);
  });
});

describe('xoshiro128', () => {
  it('gives the words of the reference implementation (xoshiro128starstar.c, state 1, 2, 3, 4)', () => {
    const next = xoshiro128([1, 2, 3, 4]);
    const words = Array.from({ length: 10 }, next);
    expect(words).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });
});

describe('seededRandom', () => {
  it('repeats itself for one seed and differs between seeds', () => {
    const draw = (seed: number | string): number[] => Array.from({ length: 8 }, seededRandom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw('1')).toEqual(draw(1));
    const seen = new Set(Array.from({ length: 1000 }, (_, seed) => draw(seed).join()));
    expect(seen.size).toBe(1000);
  });

  it('is uniform over [0, 1): chi-squared over 64 cells within its 99.99 % bounds', () => {
    for (const seed of [0, 1, 2, 'flowers']) {
      const random = seededRandom(seed);
      const cells = new Array<number>(64).fill(0);
      const draws = 64_000;
      for (let draw = 0; draw < draws; draw++) {
        const cell = Math.floor(random() * 64);
        cells[cell] = (cells[cell] ?? Number.NaN) + 1;
      }
      const chi = cells.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
      // 63 degrees of freedom: quantiles 0.00005 and 0.99995.
      expect(chi).toBeGreaterThan(28);
      expect(chi).toBeLessThan(115);
    }
  });
});

describe('shuffle', () => {
  it('permutes, and leaves its argument alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const before = [...items];
        const shuffled = shuffle(items, seededRandom(seed));
        expect(items).toEqual(before);
        expect([...shuffled].sort((a, b) => a - b)).toEqual(before.sort((a, b) => a - b));
      }),
    );
  });

  it('makes each of the six orders of three about equally often', () => {
    const random = seededRandom(7);
    const counts = new Map<string, number>();
    for (let round = 0; round < 6000; round++) {
      const key = shuffle(['a', 'b', 'c'], random).join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // Five standard deviations of a binomial(6000, 1/6).
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(145);
  });
});
