import type { Random } from '../random.ts';
import type { Affine } from './affine.ts';
import type { Augmentation, AugmentationPart } from './augmentation.ts';
import { logUniform, uniform } from './uniform.ts';

/** A generator of a part's own, so that no part's draw depends on another part. */
export type PartRandom = (part: AugmentationPart) => Random;

/** What a view does to the square as a whole, before it is one matrix. */
export interface Movement {
  readonly mirroredX: boolean;
  readonly mirroredY: boolean;
  /** Clockwise, degrees. */
  readonly degrees: number;
  /** Above 1: larger. */
  readonly zoom: number;
  /** To the right and down, in shares of the side. */
  readonly shift: readonly [number, number];
}

/** Draws flips, rotation, zoom and translation; what is off stays as it is. */
export function drawMovement(augmentation: Augmentation, randomOf: PartRandom): Movement {
  const { horizontalFlip, verticalFlip, rotation, zoom, translation } = augmentation;
  const shift = (): [number, number] => {
    const random = randomOf('translation');
    const { share } = translation;
    return [uniform(random, -share, share), uniform(random, -share, share)];
  };
  return {
    mirroredX: horizontalFlip.on && randomOf('horizontalFlip')() < 0.5,
    mirroredY: verticalFlip.on && randomOf('verticalFlip')() < 0.5,
    degrees: rotation.on ? uniform(randomOf('rotation'), -rotation.degrees, rotation.degrees) : 0,
    zoom: zoom.on ? logUniform(randomOf('zoom'), 1 / zoom.factor, zoom.factor) : 1,
    shift: translation.on ? shift() : [0, 0],
  };
}

/**
 * From a view's unit square to the window's that it shows. The picture is mirrored, turned and zoomed about the middle,
 * and then shifted; this is the way back.
 */
export function movementMatrix({ mirroredX, mirroredY, degrees, zoom, shift }: Movement): Affine {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) / zoom, Math.sin(angle) / zoom];
  const [x, y] = [mirroredX ? -1 : 1, mirroredY ? -1 : 1];
  const [a, b, c, d] = [x * cos, -y * sin, x * sin, y * cos];
  const [fromX, fromY] = [0.5 + shift[0], 0.5 + shift[1]];
  const matrix: Affine = [a, b, c, d, 0.5 - a * fromX - c * fromY, 0.5 - b * fromX - d * fromY];
  // Without the sign of a zero, so that equal views are equal.
  return matrix.map((value) => value + 0) as unknown as Affine;
}
