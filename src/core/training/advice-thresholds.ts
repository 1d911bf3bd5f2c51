/*
 * Where one choice gives way to another. The table that these rest on, advice against its alternatives on several data
 * sets, is in docs/ADVICE.md: change both together.
 */
/** From this familiarity on the features need no change. */
export const FAMILIAR = 0.97;
/** Below this familiarity a larger backbone is worth its time. */
export const UNFAMILIAR = 0.8;
/** Below so many training photos a class (the median) they are too few to change the backbone. */
export const FEW = 20;
/** Nobody should have to wait longer than that for photos to be read, or for blocks to learn; milliseconds. */
export const LONGEST_READING = 5 * 60_000;
export const LONGEST_LEARNING = 15 * 60_000;
/** A step forward and backward takes about so many times the step forward alone. */
export const BACKWARD = 3;
/** From this ratio of the largest class to the smallest on, classes are weighted. */
export const UNEVEN = 3;

/** The quick backbone and the large one between which the machine decides. */
export const QUICK = 'mobilenet-v3';
export const LARGE = 'resnet-50';
