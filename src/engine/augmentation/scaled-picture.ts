import { scaledSize } from '../../core/augmentation/view-scale.ts';

/** A picture at another size, over white. */
export interface ScaledPicture {
  readonly canvas: OffscreenCanvas;
  /** The picture with its mirror images, without end: each border meets its own. Made when first asked for. */
  readonly reflected: () => CanvasPattern;
}

export function scaledPicture(bitmap: ImageBitmap, scale: number): ScaledPicture {
  const [width, height] = scaledSize(bitmap.width, bitmap.height, scale);
  const context = contextOf(width, height);
  context.imageSmoothingQuality = 'high';
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  const { canvas } = context;
  let pattern: CanvasPattern | null = null;
  const reflected = (): CanvasPattern => {
    pattern ??= mirrored(canvas);
    return pattern;
  };
  return { canvas, reflected };
}

/** The picture, and to its right and below its mirror images, as what repeats. */
function mirrored(picture: OffscreenCanvas): CanvasPattern {
  const { width, height } = picture;
  const context = contextOf(2 * width, 2 * height);
  context.imageSmoothingEnabled = false;
  for (const x of [1, -1])
    for (const y of [1, -1]) {
      context.setTransform(x, 0, 0, y, x < 0 ? 2 * width : 0, y < 0 ? 2 * height : 0);
      context.drawImage(picture, 0, 0);
    }
  const pattern = context.createPattern(context.canvas, 'repeat');
  if (!pattern) throw new Error('This browser makes no pattern of a canvas.');
  return pattern;
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  // In main memory, as are the canvases that are drawn from it.
  const context = new OffscreenCanvas(width, height).getContext('2d', {
    willReadFrequently: true,
    alpha: false,
  });
  if (!context) throw new Error('This browser gives no 2D canvas to a worker.');
  return context;
}
