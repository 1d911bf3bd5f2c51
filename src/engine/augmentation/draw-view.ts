import { type Affine, compose, invert } from '../../core/augmentation/affine.ts';
import { recolour } from '../../core/augmentation/colour.ts';
import { erase } from '../../core/augmentation/erase.ts';
import { isUpright, sourceMatrix, type View } from '../../core/augmentation/view.ts';
import { liesWithin, viewScale } from '../../core/augmentation/view-scale.ts';
import { readSquare, squarePixels } from '../dataset/draw.ts';
import { type ScaledPicture, scaledPicture } from './scaled-picture.ts';

/** RGBA, row by row, size · size · 4 values 0…255; alpha is 255 throughout. */
export type Pixels = Uint8ClampedArray<ArrayBuffer>;

/** Draws a view of a picture; null: the picture itself, its centre square, which is not to be written to. */
export type DrawView = (view: View | null) => Pixels;

/**
 * What draws views of a decoded picture, over white. The picture is scaled once for all views that show it about as
 * large; a view is one transform of that. Where it looks beyond the borders it sees the picture's mirror image.
 * @param bitmap stays open as long as views are drawn
 * @param size side of a view, pixels
 */
export function viewDrawer(bitmap: ImageBitmap, size: number): DrawView {
  const { width, height } = bitmap;
  const byScale = new Map<number, ScaledPicture>();

  let square: Pixels | null = null;
  const photo = (): Pixels => {
    square ??= squarePixels(bitmap, size);
    return square;
  };

  const shape = (view: View): Pixels => {
    if (isUpright(view)) return photo().slice();
    const source = sourceMatrix(view, width, height);
    const scale = viewScale(source, size, Math.min(width, height));
    const picture = byScale.get(scale) ?? scaledPicture(bitmap, scale);
    byScale.set(scale, picture);
    const toView = viewOfScaled(source, size, picture.canvas.width / width, picture.canvas.height / height);
    return readSquare(size, (context) => {
      if (liesWithin(source, width, height)) {
        context.setTransform(...toView);
        context.drawImage(picture.canvas, 0, 0);
        return;
      }
      const [a, b, c, d, e, f] = toView;
      const pattern = picture.reflected();
      pattern.setTransform({ a, b, c, d, e, f });
      context.fillStyle = pattern;
      context.fillRect(0, 0, size, size);
    });
  };

  return (view) => {
    if (view === null) return photo();
    const pixels = shape(view);
    if (view.colour) recolour(pixels, view.colour);
    if (view.erased) erase(pixels, size, view.erased);
    return pixels;
  };
}

/** From pixels of the scaled picture to the view's. */
function viewOfScaled(source: Affine, size: number, scaleX: number, scaleY: number): Affine {
  const toScaled = compose([scaleX, 0, 0, scaleY, 0, 0], source);
  return invert(compose(toScaled, [1 / size, 0, 0, 1 / size, 0, 0]));
}
