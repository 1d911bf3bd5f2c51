/** cam: class activation (exact, or by gradients where blocks were fine-tuned); occlusion: what covering a place costs. */
export type SaliencyMethod = 'cam' | 'occlusion';

/** Where in a picture a class was seen. */
export interface Saliency {
  /** Index into the run's classes. */
  readonly label: number;
  readonly method: SaliencyMethod;
  /** Cells, over the picture's centre square. */
  readonly width: number;
  readonly height: number;
  /** width · height values, row by row: what speaks for the class above 0, scaled so that the largest is 1. */
  readonly values: Float32Array;
  /** Calibrated, of each class, of the same picture. */
  readonly probabilities: readonly number[];
  readonly milliseconds: number;
}
