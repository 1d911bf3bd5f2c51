import { largest } from '../extremes.ts';
import { type Random, shuffle } from '../random.ts';

/** What a photo's place among the folds depends on. */
export interface FoldPhoto {
  /** Index of its class. */
  readonly label: number;
  /** Of the picture: the same picture stays in one fold. */
  readonly hash: string;
  /** Near-duplicates share it and stay in one fold; null: alone. */
  readonly group: string | null;
}

/** Its class has no second picture to learn it from: always trained on, never judged. */
export const ALWAYS_TRAINED = -1;

export interface Folds {
  /** At most what was asked for: no more than the largest class has pictures to put into them. */
  readonly count: number;
  /** Of each photo, in their order: 0…count − 1, or `ALWAYS_TRAINED`. */
  readonly of: readonly number[];
}

/**
 * Divides photos into folds, each with about the same share of every class (stratified k-fold, Kohavi 1995), so that
 * a photo and its near-duplicates are never on both sides. Each set of near-duplicates goes where its classes are
 * rarest so far, large ones first; of single photos, the folds' counts of a class differ by one at most.
 *
 * A class with fewer pictures than folds is missing in some of them; one with a single picture is never judged.
 *
 * @param folds at least 2
 * @param random decides which photos lie together
 * @returns `count` 0 where no class has two pictures: nothing can be judged
 */
export function stratifiedFolds(photos: readonly FoldPhoto[], folds: number, random: Random): Folds {
  const sets = inseparable(photos);
  const sizes = setsOfClass(photos, sets);
  const count = Math.min(folds, largest(sizes.values(), 0));
  if (count < 2) return { count: 0, of: photos.map(() => ALWAYS_TRAINED) };

  const classCounts = Array.from({ length: count }, () => new Map<number, number>());
  const totals = new Array<number>(count).fill(0);
  const of = new Array<number>(photos.length).fill(ALWAYS_TRAINED);
  for (const set of inOrder(photos, sets, random)) {
    const labels = set.map((index) => photos[index]?.label ?? 0);
    if (labels.every((label) => sizes.get(label) === 1)) continue;
    const fold = emptiest(totals, (candidate) =>
      labels.reduce((sum, label) => sum + (classCounts[candidate]?.get(label) ?? 0), 0),
    );
    const counts = classCounts[fold] ?? new Map<number, number>();
    for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
    totals[fold]! += set.length;
    for (const index of set) of[index] = fold;
  }
  return { count, of };
}

/**
 * How many photos, or sets of near-duplicates, each class can put into different folds.
 * @returns by label; labels without photos are absent
 */
export function separablePictures(photos: readonly FoldPhoto[]): ReadonlyMap<number, number> {
  return setsOfClass(photos, inseparable(photos));
}

/** Indices of photos that have to lie together: those linked by a picture or a group. */
function inseparable(photos: readonly FoldPhoto[]): readonly (readonly number[])[] {
  const parent = photos.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] ?? root;
    // Shortens the way for the next question.
    for (let at = index; at !== root; ) {
      const next = parent[at] ?? root;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const first = new Map<string, number>();
  photos.forEach(({ hash, group }, index) => {
    for (const link of group === null ? [`picture ${hash}`] : [`picture ${hash}`, `group ${group}`]) {
      const known = first.get(link);
      if (known === undefined) first.set(link, index);
      else parent[rootOf(index)] = rootOf(known);
    }
  });
  const sets = new Map<number, number[]>();
  photos.forEach((_, index) => {
    const root = rootOf(index);
    const set = sets.get(root);
    if (set) set.push(index);
    else sets.set(root, [index]);
  });
  return [...sets.values()];
}

function setsOfClass(
  photos: readonly FoldPhoto[],
  sets: readonly (readonly number[])[],
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const set of sets)
    for (const label of new Set(set.map((index) => photos[index]?.label ?? 0)))
      counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** Large sets first, since later ones fill the gaps; then class by class, at random inside. */
function inOrder(
  photos: readonly FoldPhoto[],
  sets: readonly (readonly number[])[],
  random: Random,
): readonly (readonly number[])[] {
  const labelOf = (set: readonly number[]) => photos[set[0]!]?.label ?? 0;
  return shuffle(sets, random).sort((a, b) => b.length - a.length || labelOf(a) - labelOf(b));
}

/** The fold where the classes are rarest; of equals the one with the fewest photos, the first of those. */
function emptiest(totals: readonly number[], photosOfTheseClasses: (fold: number) => number): number {
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  totals.forEach((total, fold) => {
    const here = photosOfTheseClasses(fold);
    if (here < fewest || (here === fewest && total < totals[best]!)) {
      best = fold;
      fewest = here;
    }
  });
  return best;
}
