/*
 * Where one choice gives way to another. What they rest on is in docs/ADVICE.md: change both together.
 */

/** From how many photos a class (the median) more than a head on frozen features is suggested; null: never. */
export interface LearningThresholds {
  /** Unfreezing the last blocks gradually. */
  readonly unfreezing: number | null;
  /** Light augmentation. */
  readonly augmenting: number | null;
}

/** As seven unlike sets of photos have it. */
export const measuredThresholds: LearningThresholds = { unfreezing: null, augmenting: null };

/** Nobody should have to wait longer than that for photos to be read, or for blocks to learn; milliseconds. */
export const LONGEST_READING = 10 * 60_000;
export const LONGEST_LEARNING = 15 * 60_000;
/** A step forward and backward takes about so many times the step forward alone. */
export const BACKWARD = 3;
/** From this ratio of the largest class to the smallest on, it is said what the head makes of it. */
export const UNEVEN = 2;
