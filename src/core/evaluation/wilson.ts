/** A confidence interval of a share; both ends are shares, 0…1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The standard normal's 97.5 % quantile: an interval of 95 %. */
const z95 = 1.959963984540054;

/**
 * Wilson's score interval of a proportion, 95 %, without continuity correction
 * (Wilson 1927; recommended for small samples by Newcombe 1998, doi:10.1002/(SICI)1097-0258).
 * It stays within 0…1 and has a width even where all or none are right.
 * Throws a RangeError unless 0 ≤ correct ≤ total and total > 0.
 */
export function wilsonInterval(correct: number, total: number): Interval {
  if (!(total > 0 && correct >= 0 && correct <= total))
    throw new RangeError(`No interval for ${correct} of ${total}.`);
  const share = correct / total;
  const z2n = (z95 * z95) / total;
  const centre = share + z2n / 2;
  const half = z95 * Math.sqrt((share * (1 - share)) / total + z2n / (4 * total));
  return {
    low: correct === 0 ? 0 : (centre - half) / (1 + z2n),
    high: correct === total ? 1 : (centre + half) / (1 + z2n),
  };
}
