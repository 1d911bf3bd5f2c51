import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { evenSample, stratifiedSample } from './photo-sample.ts';

test('a sample has so many items, once each, with no class short while a larger one goes on', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer(),
      (labels, most, seed) => {
        const items = labels.map((label, id) => ({ label, id }));
        const chosen = evenSample(items, ({ label }) => label, most, seededRandom(seed));
        expect(chosen).toHaveLength(Math.min(most, items.length));
        expect(new Set(chosen.map(({ id }) => id)).size).toBe(chosen.length);
        const count = (of: readonly { label: number }[], label: number) =>
          of.filter((item) => item.label === label).length;
        const largest = Math.max(0, ...labels.map((label) => count(chosen, label)));
        for (const label of labels)
          expect(count(chosen, label)).toBeGreaterThanOrEqual(Math.min(count(items, label), largest - 1));
        expect(evenSample(items, ({ label }) => label, most, seededRandom(seed))).toEqual(chosen);
      },
    ),
  );
});

test('a stratified sample has each class’s share, and the least of small classes', () => {
  const items = [80, 16, 4].flatMap((count, label) => Array.from({ length: count }, () => label));
  const counts = (least?: number) => {
    const chosen = stratifiedSample(items, (label) => label, 25, seededRandom(1), least);
    return [0, 1, 2].map((label) => chosen.filter((one) => one === label).length);
  };
  expect(counts()).toEqual([20, 4, 1]);
  const [, small, smallest] = counts(3);
  expect([small, smallest]).toEqual([4, 3]);
  expect(counts(10).reduce((sum, count) => sum + count)).toBe(25);
  expect(counts(10)[2]).toBe(4);
});
