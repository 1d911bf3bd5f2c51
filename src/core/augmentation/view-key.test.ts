import { describe, expect, it } from 'vitest';
import { type Augmentation, noAugmentation } from './augmentation.ts';
import { presets } from './presets.ts';
import { viewsOf } from './view.ts';
import { murmur3, viewKey } from './view-key.ts';

const hash = 'a1'.repeat(32);
const keysOf = (augmentation: Augmentation, count: number): string[] =>
  viewsOf(augmentation, 1, hash, count).map((view) => viewKey(hash, view));

describe('viewKey', () => {
  it("is the photo's hash for the photo, and for a view that shows it unchanged", () => {
    expect(viewKey(hash, null)).toBe(hash);
    expect(keysOf(noAugmentation, 2)).toEqual([hash, hash]);
  });

  it('is 64 hex characters, another one for each view and photo', () => {
    const keys = keysOf(presets.strong, 2000);
    expect(new Set(keys).size).toBe(2000);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
    const [view] = viewsOf(presets.strong, 1, hash, 1);
    expect(viewKey('b2'.repeat(32), view ?? null)).not.toBe(keys[0]);
  });

  it('changes for those views only in which erasing came up', () => {
    const erasing = { on: true, probability: 0.5, largest: 0.2 };
    const before = keysOf(presets.light, 100);
    const after = viewsOf({ ...presets.light, erasing }, 1, hash, 100);
    after.forEach((view, i) => {
      expect(viewKey(hash, view) === before[i]).toBe(view.erased === null);
    });
    expect(new Set(after.map(({ erased }) => erased === null)).size).toBe(2);
  });
});

// Values of the reference implementation, of words as they lie in memory, the lowest byte first.
it.each([
  [[], 0, 0],
  [[], 1, 0x514e28b7],
  [[], 0xffffffff, 0x81f16f39],
  [[0], 0, 0x2362f9de],
  [[0xffffffff], 0, 0x76293b50],
  [[0x87654321], 0, 0xf55b516b],
  [[0x87654321], 0x5082edee, 0x2362f9de],
])('murmur3 of %j with seed %d', (words, seed, expected) => {
  expect(murmur3(Uint32Array.from(words), seed)).toBe(expected);
});
