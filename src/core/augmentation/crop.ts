import type { Random } from '../random.ts';
import type { Augmentation } from './augmentation.ts';
import { uniform } from './uniform.ts';

/** A random part of a picture whose size is not known yet. */
export interface Crop {
  /** Share of the picture's area. */
  readonly area: number;
  /** Width over height lies between 1 / limit and limit. */
  readonly limit: number;
  /** Which of the aspects that fit, 0…1, evenly in the logarithm. */
  readonly aspect: number;
  /** Where it lies in the room that it has, 0…1. */
  readonly x: number;
  readonly y: number;
}

/** A rectangle in a picture's pixels, not rounded. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** RandomResizedCrop's draw (Szegedy et al. 2015; torchvision): area uniform, aspect uniform in its logarithm. */
export function drawCrop({ smallest, aspect: limit }: Augmentation['crop'], random: Random): Crop {
  const area = uniform(random, smallest, 1);
  return { area, limit, aspect: random(), x: random(), y: random() };
}

/**
 * The part of a picture of that many pixels. torchvision draws until an aspect fits; to draw among those that fit is the
 * same for a given area. Where none fits, the largest part of the nearest aspect is taken.
 */
export function cropRectangle({ area, limit, aspect, x, y }: Crop, width: number, height: number): Rectangle {
  const own = Math.log(width / height);
  const lowest = Math.max(-Math.log(limit), own + Math.log(area));
  const highest = Math.min(Math.log(limit), own - Math.log(area));
  const within = lowest > highest ? Math.sign(own) * Math.log(limit) : lowest + aspect * (highest - lowest);
  const ratio = Math.exp(within);
  const side = Math.sqrt(area * width * height);
  const [wide, high] = [side * Math.sqrt(ratio), side / Math.sqrt(ratio)];
  const fit = Math.min(1, width / wide, height / high);
  // Not a rounding's width beyond the picture.
  const [w, h] = [Math.min(width, wide * fit), Math.min(height, high * fit)];
  return { x: x * (width - w), y: y * (height - h), width: w, height: h };
}

/** The square in a picture's middle: what is seen of a photo itself. */
export function centreSquare(width: number, height: number): Rectangle {
  const side = Math.min(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side };
}
