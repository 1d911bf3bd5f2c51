import { standardisationOf } from '../training/standardise.ts';

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
  for (let i = 0; i < rows.length; i++) counts[labels[i]!] = counts[labels[i]!]! + 1;
  const right: (boolean | null)[] = [];
  for (const [i, row] of rows.entries()) {
    const label = labels[i]!;
    const count = counts[label]!;
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
    const tally = tallies.get(labels[i]!) ?? { right: 0, judged: 0 };
    tallies.set(labels[i]!, { right: tally.right + (one ? 1 : 0), judged: tally.judged + 1 });
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
    const label = labels[i]!;
    const mean = means[label];
    if (!mean) throw new RangeError(`Label ${label} of ${classes} classes`);
    const count = counts[label]! + 1;
    counts[label] = count;
    for (let j = 0; j < length; j++) mean[j]! += (row[j]! - mean[j]!) / count;
  }
  return means;
}

/** Between a row and a mean, each feature in units of its deviation. */
function squaredDistance(row: Float32Array, mean: Float64Array, inverseDeviation: Float32Array): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += ((row[j]! - mean[j]!) * inverseDeviation[j]!) ** 2;
  return sum;
}
