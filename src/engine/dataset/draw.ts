/** One canvas a size, since making one costs more than drawing on it. */
const contexts = new Map<number, OffscreenCanvasRenderingContext2D>();

function contextOf(size: number): OffscreenCanvasRenderingContext2D {
  const known = contexts.get(size);
  if (known) return known;
  // The pixels are read back after every drawing, which a canvas in the graphics card's memory makes slow.
  const context = new OffscreenCanvas(size, size).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives no 2D canvas to a worker.');
  context.imageSmoothingEnabled = true;
  contexts.set(size, context);
  return context;
}

/**
 * Draws the centre square of a picture over white.
 *
 * @param size side of the result, pixels.
 * @returns a canvas that the next drawing of this size overwrites.
 */
export function drawSquare(bitmap: ImageBitmap, size: number): OffscreenCanvas {
  const context = contextOf(size);
  const side = Math.min(bitmap.width, bitmap.height);
  const left = (bitmap.width - side) / 2;
  const top = (bitmap.height - side) / 2;
  context.imageSmoothingQuality = 'high';
  context.fillStyle = 'white';
  context.fillRect(0, 0, size, size);
  context.drawImage(bitmap, left, top, side, side, 0, 0, size, size);
  return context.canvas;
}

/**
 * The centre square of a picture over white, as pixels.
 *
 * @param size side of the result, pixels.
 * @returns RGBA, row by row, size · size · 4 values 0…255; alpha is 255 throughout.
 */
export function squarePixels(bitmap: ImageBitmap, size: number): Uint8ClampedArray<ArrayBuffer> {
  drawSquare(bitmap, size);
  return contextOf(size).getImageData(0, 0, size, size).data;
}

/**
 * What is drawn on a canvas of that size, as pixels.
 *
 * @param draw covers all of the canvas; scaling is bilinear. What it sets is undone afterwards.
 * @returns as `squarePixels` does.
 */
export function readSquare(
  size: number,
  draw: (context: OffscreenCanvasRenderingContext2D) => void,
): Uint8ClampedArray<ArrayBuffer> {
  const context = contextOf(size);
  context.save();
  context.imageSmoothingQuality = 'low';
  draw(context);
  context.restore();
  return context.getImageData(0, 0, size, size).data;
}
