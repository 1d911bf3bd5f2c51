/** How a model answered for its golden pictures, against what it answered when it was exported. */
export interface ParityCheck {
  readonly passed: boolean;
  /** The largest difference of any probability of any picture, 0…1. */
  readonly largest: number;
  /** Up to which difference it passes. */
  readonly tolerance: number;
  /** How many pictures were compared. */
  readonly pictures: number;
}

/** Single precision through some fifty layers in another order of adding gives 1e-6 to 1e-5; a wrong channel order, tenths. */
export const PARITY_TOLERANCE = 1e-4;

/**
 * @param expected probabilities of each picture
 * @param actual the same pictures in the same order
 */
export function parityCheck(
  expected: readonly ArrayLike<number>[],
  actual: readonly ArrayLike<number>[],
  tolerance = PARITY_TOLERANCE,
): ParityCheck {
  let largest = expected.length === actual.length ? 0 : 1;
  expected.forEach((probabilities, i) => {
    const answer = actual[i];
    for (let c = 0; c < probabilities.length; c++) {
      const difference = Math.abs((probabilities[c] ?? 0) - (answer?.[c] ?? Number.NaN));
      // NaN is no answer, and must not pass as a small difference.
      largest = Math.max(largest, Number.isNaN(difference) ? 1 : difference);
    }
  });
  return {
    passed: expected.length > 0 && largest <= tolerance,
    largest,
    tolerance,
    pictures: expected.length,
  };
}
