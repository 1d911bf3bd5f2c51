import { seededRandom } from '../random.ts';
import { type Affine, compose, identity } from './affine.ts';
import type { Augmentation } from './augmentation.ts';
import { type ColourMatrix, colourMatrix, drawColour } from './colour.ts';
import { type Crop, centreSquare, cropRectangle, drawCrop } from './crop.ts';
import { drawErasing, type Erased } from './erase.ts';
import { drawMovement, movementMatrix, type PartRandom } from './shape.ts';

/** One variation of a photo: what is to be drawn, whatever made it so. */
export interface View {
  /** The part of the picture that the window shows; null: the centre square. */
  readonly crop: Crop | null;
  /** From the view's unit square to the window's. Beyond the picture's borders is its mirror image. */
  readonly transform: Affine;
  /** Null: the colours stay. */
  readonly colour: ColourMatrix | null;
  readonly erased: Erased | null;
}

/**
 * The first `count` views of a photo. Each part draws from a generator of its own, by seed, photo, view and the part's
 * name: to switch one on or off leaves what the others drew, and more views leave the first ones.
 * @param hash of the photo
 */
export function viewsOf(augmentation: Augmentation, seed: number, hash: string, count: number): View[] {
  return Array.from({ length: count }, (_, i) =>
    drawnView(augmentation, (part) => seededRandom(`${seed}/${hash}/${i + 1}/${part}`)),
  );
}

function drawnView(augmentation: Augmentation, randomOf: PartRandom): View {
  const { crop, erasing } = augmentation;
  return {
    crop: crop.on ? drawCrop(crop, randomOf('crop')) : null,
    transform: movementMatrix(drawMovement(augmentation, randomOf)),
    colour: colourMatrix(drawColour(augmentation, randomOf)),
    erased: erasing.on ? drawErasing(erasing, randomOf('erasing')) : null,
  };
}

/** Whether the view shows the pixels of the photo itself where it shows them, in whatever colour. */
export function isUpright({ crop, transform }: View): boolean {
  return crop === null && transform.every((value, i) => value === identity[i]);
}

/** From the view's unit square to the pixels of a picture of that size. */
export function sourceMatrix({ crop, transform }: View, width: number, height: number): Affine {
  const window = crop ? cropRectangle(crop, width, height) : centreSquare(width, height);
  return compose([window.width, 0, 0, window.height, window.x, window.y], transform);
}
