const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The next round number at or above a positive value: 2.3 → 2.5, 0.071 → 0.08. */
export function roundUp(value: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const step = steps.find((candidate) => candidate * magnitude >= value) ?? 10;
  return step * magnitude;
}

/**
 * The top of an axis that only grows: the old top as long as the values fit under it, else the next round number.
 * Values that are not finite are left out. `previous` is 0 before the first value.
 */
export function grownTop(previous: number, values: Iterable<number | null>): number {
  let highest = 0;
  for (const value of values)
    if (value !== null && Number.isFinite(value) && value > highest) highest = value;
  return highest > previous ? roundUp(highest) : previous;
}

/**
 * Moves labels apart that would lie on each other. Takes the wanted centres (pixels, any order) and the least distance;
 * returns the centres in the same order, moved as little as their middle allows.
 */
export function spread(centres: readonly [number, number], distance: number): [number, number] {
  const [a, b] = centres;
  if (Math.abs(a - b) >= distance) return [a, b];
  const middle = (a + b) / 2;
  const up = middle - distance / 2;
  const down = middle + distance / 2;
  return a <= b ? [up, down] : [down, up];
}
