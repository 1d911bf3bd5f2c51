/** What a picture looks like, measured on its thumbnail. */
export interface PictureFigures {
  /** Mean luminance, 0 black … 1 white. */
  readonly brightness: number;
  /** Variance of the Laplacian of the luminance (0…255): low where it is blurred. */
  readonly sharpness: number;
}

/**
 * Luminance as the eye weighs the colours (luma of ITU-R BT.601).
 * @param rgba row by row, four values 0…255 a pixel; alpha is ignored
 * @returns one value 0…255 a pixel
 */
export function luminanceOf(rgba: Uint8ClampedArray): Float32Array {
  const grey = new Float32Array(rgba.length / 4);
  for (let i = 0; i < grey.length; i++)
    grey[i] = 0.299 * (rgba[4 * i] ?? 0) + 0.587 * (rgba[4 * i + 1] ?? 0) + 0.114 * (rgba[4 * i + 2] ?? 0);
  return grey;
}

/**
 * Brightness, and sharpness as the variance of the Laplacian (Pech-Pacheco et al. 2000, doi:10.1109/ICPR.2000.903548),
 * with the kernel of four neighbours, inside the border.
 * @param grey luminance 0…255, row by row
 * @param width pixels a row; 3 at least, and as many rows
 */
export function pictureFigures(grey: Float32Array, width: number): PictureFigures {
  const height = grey.length / width;
  if (width < 3 || height < 3)
    throw new RangeError(`A picture of ${width} × ${height} pixels has no inside.`);
  let light = 0;
  for (const value of grey) light += value;
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const around =
        (grey[at - 1] ?? 0) + (grey[at + 1] ?? 0) + (grey[at - width] ?? 0) + (grey[at + width] ?? 0);
      const laplacian = around - 4 * (grey[at] ?? 0);
      sum += laplacian;
      squares += laplacian * laplacian;
    }
  const inside = (width - 2) * (height - 2);
  return {
    brightness: light / grey.length / 255,
    sharpness: Math.max(0, squares / inside - (sum / inside) ** 2),
  };
}
