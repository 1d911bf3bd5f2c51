/**
 * The largest of numbers, however many: `Math.max(...values)` overflows the stack from some 65,000 on.
 * NaN where one of them is NaN.
 * @param least what there is where there are none, and the least that can come out
 */
export function largest(values: Iterable<number>, least = Number.NEGATIVE_INFINITY): number {
  let most = least;
  for (const value of values) most = Math.max(most, value);
  return most;
}

/**
 * The smallest of numbers, however many. NaN where one of them is NaN.
 * @param most what there is where there are none, and the most that can come out
 */
export function smallest(values: Iterable<number>, most = Number.POSITIVE_INFINITY): number {
  let least = most;
  for (const value of values) least = Math.min(least, value);
  return least;
}
