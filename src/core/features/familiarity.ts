import { type Random, shuffle } from '../random.ts';
import { standardisationOf } from '../training/standardise.ts';

/** More photos than this tell hardly more of how familiar classes are. */
export const FAMILIARITY_PHOTOS = 2000;

/**
 * How well a backbone's features tell classes apart before anything is trained: 0 as a guess would, 1 always.
 *
 * The accuracy of the nearest class mean, corrected for the guess: (accuracy − 1/classes) / (1 − 1/classes), and never
 * below 0. LogME (You et al. 2021) estimates transferability more finely, at the price of a decomposition of all
 * features.
 *
 * The parameters are those of `nearestMeanRight`.
 * @returns null where no class has two photos
 */
export async function familiarity(
  rows: readonly Float32Array[],
  labels: ArrayLike<number>,
  classes: number,
  pause: () => Promise<void> = async () => {},
): Promise<number | null> {
  const right = await nearestMeanRight(rows, labels, classes, pause);
  const accuracy = meanOverClasses(right, labels);
  if (accuracy === null) return null;
  const chance = 1 / classes;
  return Math.max(0, (accuracy - chance) / (1 - chance));
}

/**
 * Which photos lie nearest to the mean of their own class (Mensink et al. 2013), over standardised features, leaving one
 * out: each photo is compared with class means that it isn't part of. Classes of one photo are there to be mistaken for,
 * and are not judged: without it they have no mean.
 *
 * @param rows the photos' features, of the same length; O(photos · classes · features)
 * @param labels of the rows, 0…classes − 1
 * @param classes at least 2
 * @param pause awaited between photos: where to rest, and to stop by throwing
 * @returns for each photo; null where it isn't judged
 */
export async function nearestMeanRight(
  rows: readonly Float32Array[],
  labels: ArrayLike<number>,
  classes: number,
  pause: () => Promise<void> = async () => {},
): Promise<readonly (boolean | null)[]> {
  const { inverseDeviation } = standardisationOf(rows);
  const means = classMeans(rows, labels, classes);
  const counts = new Float64Array(classes);
  for (let i = 0; i < rows.length; i++) counts[labels[i] ?? 0] = (counts[labels[i] ?? 0] ?? 0) + 1;
  const right: (boolean | null)[] = [];
  for (const [i, row] of rows.entries()) {
    const label = labels[i] ?? 0;
    const count = counts[label] ?? 0;
    if (count < 2) {
      right.push(null);
      continue;
    }
    let nearest = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const [c, mean] of means.entries()) {
      if (counts[c] === 0) continue;
      // Without the photo its class's mean is count / (count − 1) times as far from it: x − (n·m − x)/(n − 1).
      const leftOut = c === label ? (count / (count - 1)) ** 2 : 1;
      const distance = leftOut * squaredDistance(row, mean, inverseDeviation);
      if (distance < least) [nearest, least] = [c, distance];
    }
    right.push(nearest === label);
    await pause();
  }
  return right;
}

/**
 * The mean over classes of the share that is right, so that a guess gives 1/classes whatever the classes' sizes.
 * @returns null where no photo is judged
 */
export function meanOverClasses(
  right: readonly (boolean | null)[],
  labels: ArrayLike<number>,
): number | null {
  const tallies = new Map<number, { right: number; judged: number }>();
  for (const [i, one] of right.entries()) {
    if (one === null) continue;
    const tally = tallies.get(labels[i] ?? 0) ?? { right: 0, judged: 0 };
    tallies.set(labels[i] ?? 0, { right: tally.right + (one ? 1 : 0), judged: tally.judged + 1 });
  }
  if (tallies.size === 0) return null;
  const shares = [...tallies.values()].map((tally) => tally.right / tally.judged);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** The mean row of each class; zeros where it has none. */
function classMeans(
  rows: readonly Float32Array[],
  labels: ArrayLike<number>,
  classes: number,
): readonly Float64Array[] {
  const length = rows[0]?.length ?? 0;
  const means = Array.from({ length: classes }, () => new Float64Array(length));
  const counts = new Float64Array(classes);
  for (const [i, row] of rows.entries()) {
    const label = labels[i] ?? 0;
    const mean = means[label];
    if (!mean) throw new RangeError(`Label ${label} of ${classes} classes`);
    const count = (counts[label] ?? 0) + 1;
    counts[label] = count;
    for (let j = 0; j < length; j++) mean[j] = (mean[j] ?? 0) + ((row[j] ?? 0) - (mean[j] ?? 0)) / count;
  }
  return means;
}

/** Between a row and a mean, each feature in units of its deviation. */
function squaredDistance(row: Float32Array, mean: Float64Array, inverseDeviation: Float32Array): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++)
    sum += (((row[j] ?? 0) - (mean[j] ?? 0)) * (inverseDeviation[j] ?? 0)) ** 2;
  return sum;
}

/**
 * A random choice with as many of each class as there are, or as fit: large classes are cut before small ones.
 * @param most how many are chosen at the most
 */
export function evenSample<T>(
  items: readonly T[],
  labelOf: (item: T) => number,
  most: number,
  random: Random,
): readonly T[] {
  if (items.length <= most) return items;
  const taken = new Map<number, number>();
  const turns = shuffle(items, random).map((item) => {
    const turn = taken.get(labelOf(item)) ?? 0;
    taken.set(labelOf(item), turn + 1);
    return { item, turn };
  });
  // The first of every class, then the second of every class, and so on; the sort is stable.
  return turns
    .sort((a, b) => a.turn - b.turn)
    .slice(0, most)
    .map(({ item }) => item);
}

/**
 * At most so many items, each class with its share of all, drawn by lot; a class of few keeps one.
 * @param random decides which items are drawn
 */
export function stratifiedSample<T>(
  items: readonly T[],
  labelOf: (item: T) => number,
  most: number,
  random: Random,
): readonly T[] {
  if (items.length <= most) return items;
  const counts = new Map<number, number>();
  for (const item of items) counts.set(labelOf(item), (counts.get(labelOf(item)) ?? 0) + 1);
  const taken = new Map<number, number>();
  const places = shuffle(items, random).map((item) => {
    const label = labelOf(item);
    const turn = taken.get(label) ?? 0;
    taken.set(label, turn + 1);
    // The first of each class comes before all others.
    return { item, place: turn === 0 ? 0 : (turn + 0.5) / (counts.get(label) ?? 1) };
  });
  return places
    .sort((a, b) => a.place - b.place)
    .slice(0, most)
    .map(({ item }) => item);
}
