import {
  type Augmentation,
  type AugmentationPart,
  noAugmentation,
} from '../../core/augmentation/augmentation.ts';
import { augmentationLimits, type Limits } from '../../core/training/recipe-limits.ts';
import type { RangeControl } from './part-controls.ts';

/** Shares (0…1) are shown in per cent. */
const shownPerUnit = (range: RangeControl) => (range.unit === '%' ? 100 : 1);

/** The range's number in the unit that is shown. */
export function readRange(augmentation: Augmentation, part: AugmentationPart, range: RangeControl): number {
  const settings: Readonly<Record<string, number | boolean>> = augmentation[part];
  // 0.07 * 100 is 7.000000000000001.
  return Number((Number(settings[range.name]) * shownPerUnit(range)).toFixed(6));
}

/** The augmentation with another number for a range. @param shown in the unit that is shown */
export function writeRange(
  augmentation: Augmentation,
  part: AugmentationPart,
  range: RangeControl,
  shown: number,
): Augmentation {
  const value = shown / shownPerUnit(range);
  return { ...augmentation, [part]: { ...augmentation[part], [range.name]: value } };
}

/** The augmentation with a part switched on or off; its ranges stay. */
export function switchPart(augmentation: Augmentation, part: AugmentationPart, on: boolean): Augmentation {
  return { ...augmentation, [part]: { ...augmentation[part], on } };
}

/** The range's default, in the unit that is shown. */
export const initialRange = (part: AugmentationPart, range: RangeControl): number =>
  readRange(noAugmentation, part, range);

/** Flips have no range. */
const ranged: Readonly<Record<string, Readonly<Record<string, Limits>> | undefined>> = augmentationLimits;

/** The range's ends, in the unit that is shown. */
export function rangeLimits(part: AugmentationPart, range: RangeControl): { min: number; max: number } {
  const { min, max } = ranged[part]?.[range.name] ?? { min: 0, max: 1 };
  return { min: min * shownPerUnit(range), max: max * shownPerUnit(range) };
}
