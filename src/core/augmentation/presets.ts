import { type Augmentation, type AugmentationPart, noAugmentation } from './augmentation.ts';

export type Preset = 'none' | 'light' | 'strong' | 'text';

/** Named choices of parts and ranges. */
export const presets: Readonly<Record<Preset, Augmentation>> = {
  none: noAugmentation,
  /** fastai's `aug_transforms` without its warp. */
  light: {
    ...noAugmentation,
    horizontalFlip: { on: true },
    rotation: { on: true, degrees: 10 },
    zoom: { on: true, factor: 1.1 },
    brightness: { on: true, amount: 0.2 },
    contrast: { on: true, amount: 0.2 },
  },
  /** fastai's RandomResizedCrop (a part of 0.35 or more), ImageNet's colour jitter (0.4), and random erasing. */
  strong: {
    ...noAugmentation,
    horizontalFlip: { on: true },
    crop: { on: true, smallest: 0.35, aspect: 1.33 },
    rotation: { on: true, degrees: 15 },
    brightness: { on: true, amount: 0.4 },
    contrast: { on: true, amount: 0.4 },
    saturation: { on: true, amount: 0.4 },
    hue: { on: true, degrees: 10 },
    erasing: { on: true, probability: 0.5, largest: 0.2 },
  },
  /** Nothing that makes another letter or sign of one, and no other hue: signs mean something by their colour. */
  text: {
    ...noAugmentation,
    rotation: { on: true, degrees: 5 },
    translation: { on: true, share: 0.05 },
    zoom: { on: true, factor: 1.1 },
    brightness: { on: true, amount: 0.3 },
    contrast: { on: true, amount: 0.3 },
    saturation: { on: true, amount: 0.2 },
  },
};

/** The preset whose views are the same; ranges of parts that are off don't count. Null: none. */
export function presetOf(augmentation: Augmentation): Preset | null {
  const names = Object.keys(presets) as Preset[];
  return names.find((name) => draws(augmentation, presets[name])) ?? null;
}

function draws(one: Augmentation, other: Augmentation): boolean {
  return (Object.keys(other) as AugmentationPart[]).every((part) => {
    const [mine, theirs] = [Object.entries(one[part]), new Map(Object.entries(other[part]))];
    return one[part].on ? mine.every(([name, value]) => theirs.get(name) === value) : !other[part].on;
  });
}
