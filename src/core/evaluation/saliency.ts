import type { CellMap } from './cell-map.ts';

/** cam: class activation (exact, or by gradients where blocks were fine-tuned); occlusion: what covering a place costs. */
export type SaliencyMethod = 'cam' | 'occlusion';

/**
 * Where in a picture a run, or several together, saw a class. The cells are those of the picture's centre square; what
 * speaks for the class is above 0, scaled so that the largest value is 1.
 */
export interface Saliency extends CellMap {
  /** Index into the run's classes; into the first one's of several. */
  readonly label: number;
  readonly method: SaliencyMethod;
  /** Calibrated, of each class, of the same picture. */
  readonly probabilities: readonly number[];
  readonly milliseconds: number;
}
