/**
 * What is tried, strongest first: the objective is the sum of the photos' losses plus penalty / 2 · ‖weights‖², on features
 * whose squared length is 1 in the mean. scikit-learn's C is its inverse.
 */
export const PENALTIES: readonly number[] = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001];

/** Where there are too few photos to find it out. */
export const USUAL_PENALTY = 0.1;
