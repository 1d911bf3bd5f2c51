/**
 * How training photos are varied. Each part is drawn anew for each view and applies within its own range; a part that
 * is off keeps its range, so that switching it on again brings it back.
 */
export interface Augmentation {
  /** Mirrors left and right in half of the views. */
  readonly horizontalFlip: { readonly on: boolean };
  /** Mirrors top and bottom in half of the views. */
  readonly verticalFlip: { readonly on: boolean };
  /**
   * A random part of the picture, stretched to the square (RandomResizedCrop; Szegedy et al. 2015).
   * `smallest`: the smallest share of the area, 0…1; `aspect`: sides from 1 : aspect to aspect : 1, at least 1.
   */
  readonly crop: { readonly on: boolean; readonly smallest: number; readonly aspect: number };
  /** Up to that many degrees either way. */
  readonly rotation: { readonly on: boolean; readonly degrees: number };
  /** Up to that share of the side, in each direction. */
  readonly translation: { readonly on: boolean; readonly share: number };
  /** From 1 / factor to factor, factor at least 1. */
  readonly zoom: { readonly on: boolean; readonly factor: number };
  /** Factors from 1 − amount to 1 + amount. */
  readonly brightness: { readonly on: boolean; readonly amount: number };
  readonly contrast: { readonly on: boolean; readonly amount: number };
  readonly saturation: { readonly on: boolean; readonly amount: number };
  /** Up to that many degrees around the colour circle, either way. */
  readonly hue: { readonly on: boolean; readonly degrees: number };
  /**
   * A rectangle painted over (Zhong et al. 2017). `probability`: share of views that have one; `largest`: the largest
   * share of the area.
   */
  readonly erasing: { readonly on: boolean; readonly probability: number; readonly largest: number };
}

export type AugmentationPart = keyof Augmentation;

/** Every part off, with the ranges that switching it on starts from. */
export const noAugmentation: Augmentation = {
  horizontalFlip: { on: false },
  verticalFlip: { on: false },
  crop: { on: false, smallest: 0.6, aspect: 1.33 },
  rotation: { on: false, degrees: 10 },
  translation: { on: false, share: 0.1 },
  zoom: { on: false, factor: 1.1 },
  brightness: { on: false, amount: 0.2 },
  contrast: { on: false, amount: 0.2 },
  saturation: { on: false, amount: 0.2 },
  hue: { on: false, degrees: 10 },
  erasing: { on: false, probability: 0.5, largest: 0.2 },
};

/** Whether views differ from the photo at all. */
export function augments(augmentation: Augmentation): boolean {
  return Object.values(augmentation).some(({ on }) => on);
}
