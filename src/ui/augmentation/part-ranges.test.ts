import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Augmentation, noAugmentation } from '../../core/augmentation/augmentation.ts';
import { partControls, partGroups } from './part-controls.ts';
import { initialRange, rangeLimits, readRange, switchPart, writeRange } from './part-ranges.ts';

const parts = partGroups.flatMap((group) => group.parts);
const ranges = parts.flatMap((part) => partControls[part].ranges.map((range) => ({ part, range })));

test('every part is on the page once, with a control for each of its numbers', () => {
  expect([...parts].sort()).toEqual(Object.keys(noAugmentation).sort());
  for (const part of parts) {
    const numbers = Object.keys(noAugmentation[part]).filter((name) => name !== 'on');
    expect(partControls[part].ranges.map(({ name }) => name)).toEqual(numbers);
  }
});

test('no two controls have the same name', () => {
  const labels = [
    ...parts.map((part) => partControls[part].label),
    ...ranges.map(({ range }) => range.label),
  ];
  expect(new Set(labels).size).toBe(labels.length);
});

describe.each(ranges)('$range.label', ({ part, range }) => {
  const { min, max } = rangeLimits(part, range);

  test('has its default inside its limits', () => {
    expect(initialRange(part, range)).toBeGreaterThanOrEqual(min);
    expect(initialRange(part, range)).toBeLessThanOrEqual(max);
  });

  test('reads what was written, and nothing else changes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.boolean(), (hundredth, on) => {
        const value = Number((min + ((max - min) * hundredth) / 100).toFixed(4));
        const before = switchPart(noAugmentation, part, on);
        const after = writeRange(before, part, range, value);
        expect(readRange(after, part, range)).toBeCloseTo(value, 6);
        expect(after[part].on).toBe(on);
        expect(writeRange(after, part, range, readRange(before, part, range))).toEqual(before);
      }),
    );
  });
});

test('per cent are shares, degrees and factors are as they are', () => {
  const written = (['translation', 'rotation', 'zoom'] as const).reduce<Augmentation>(
    (augmentation, part) => {
      const [range] = partControls[part].ranges;
      return range ? writeRange(augmentation, part, range, part === 'zoom' ? 1.5 : 7) : augmentation;
    },
    noAugmentation,
  );
  expect(written.translation.share).toBeCloseTo(0.07, 12);
  expect(written.rotation.degrees).toBe(7);
  expect(written.zoom.factor).toBe(1.5);
});
