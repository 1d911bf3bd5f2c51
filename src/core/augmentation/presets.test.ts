import { expect, it } from 'vitest';
import { augmentationLimits } from '../training/recipe-limits.ts';
import { noAugmentation } from './augmentation.ts';
import { type Preset, presetOf, presets } from './presets.ts';

const all = Object.entries(presets) as [Preset, (typeof presets)[Preset]][];

it.each(all)('%s is known again, also as a copy', (name, augmentation) => {
  expect(presetOf(structuredClone(augmentation))).toBe(name);
});

it.each(all)('%s lies within what the controls can set', (_, augmentation) => {
  for (const [part, ranges] of Object.entries(augmentationLimits))
    for (const [name, { min, max }] of Object.entries(ranges)) {
      const value = Number(
        new Map(Object.entries(augmentation[part as keyof typeof augmentation])).get(name),
      );
      expect(value).toBeGreaterThanOrEqual(min);
      expect(value).toBeLessThanOrEqual(max);
    }
});

it('ignores ranges of parts that are off', () => {
  expect(presetOf({ ...noAugmentation, rotation: { on: false, degrees: 90 } })).toBe('none');
  expect(presetOf({ ...presets.light, rotation: { on: true, degrees: 90 } })).toBeNull();
});

it('mirrors nothing where that makes another sign', () => {
  const { horizontalFlip, verticalFlip, hue } = presets.text;
  expect([horizontalFlip.on, verticalFlip.on, hue.on]).toEqual([false, false, false]);
});
