/** What a picture looks like, measured on its thumbnail. */
export interface PictureFigures {
  /** Mean luminance, 0 black … 1 white. */
  readonly brightness: number;
  /** Variance of the Laplacian of the luminance (0…255): low where it is blurred. */
  readonly sharpness: number;
}
