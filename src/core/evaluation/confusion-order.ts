import { compareNames } from '../compare-names.ts';
import { smallest } from '../extremes.ts';
import type { ConfusionMatrix } from './confusion.ts';

/** Ways to order the classes of a confusion matrix. */
export const classOrders = ['given', 'name', 'size', 'mistakes', 'mixed'] as const;
export type ClassOrder = (typeof classOrders)[number];

/**
 * The classes in the order wanted: indices into the run's classes.
 * - `given`: the run's order
 * - `name`: by name, numbers in it by value
 * - `size`: most photos first
 * - `mistakes`: most photos taken for something else first
 * - `mixed`: classes that are mixed up beside each other (see `mixedOrder`)
 *
 * Equals keep the run's order.
 * @param names of the classes, in the run's order
 */
export function classOrder(
  matrix: ConfusionMatrix,
  names: readonly string[],
  order: ClassOrder,
): readonly number[] {
  const indices = names.map((_, index) => index);
  const wrong = (label: number) => (matrix.labelled[label] ?? 0) - (matrix.counts[label]?.[label] ?? 0);
  switch (order) {
    case 'given':
      return indices;
    case 'name':
      return indices.sort((a, b) => compareNames(names[a] ?? '', names[b] ?? ''));
    case 'size':
      return indices.sort((a, b) => (matrix.labelled[b] ?? 0) - (matrix.labelled[a] ?? 0));
    case 'mistakes':
      return indices.sort((a, b) => wrong(b) - wrong(a));
    case 'mixed':
      return mixedOrder(matrix);
  }
}

/** The matrix with its classes in another order: row and column i are those of class `order[i]`. */
export function permuted(matrix: ConfusionMatrix, order: readonly number[]): ConfusionMatrix {
  // Of 2,000 classes it has four million cells.
  if (order.every((label, i) => label === i)) return matrix;
  return {
    ...matrix,
    counts: order.map((label) => order.map((predicted) => matrix.counts[label]?.[predicted] ?? 0)),
    labelled: order.map((label) => matrix.labelled[label] ?? 0),
  };
}

/** Classes that stand together, in the order of their leaves. */
interface Group {
  readonly members: readonly number[];
  /** To each other group with which something is mixed up: the sum of the likenesses of their members. */
  readonly links: Map<Group, number>;
}

/**
 * Agglomerative clustering with average linkage (UPGMA; Sokal & Michener 1958). The likeness of two classes is the share
 * of each that was taken for the other, both added. Groups that were never mixed up are not joined: they follow each
 * other, the most mixed-up first, and classes without mistakes come last, in the run's order. Where two groups join, each
 * is turned so that the likest ends meet.
 */
function mixedOrder(matrix: ConfusionMatrix): readonly number[] {
  const share = (label: number, predicted: number) => {
    const count = matrix.counts[label]?.[predicted] ?? 0;
    return count === 0 ? 0 : count / (matrix.labelled[label] ?? count);
  };
  const likeness = (a: number, b: number) => share(a, b) + share(b, a);
  const groups = new Set<Group>();
  for (const label of matrix.labelled.keys()) {
    const single: Group = { members: [label], links: new Map() };
    for (const other of groups) {
      const mixed = likeness(label, other.members[0] ?? label);
      if (mixed > 0) link(single, other, mixed);
    }
    groups.add(single);
  }
  for (let pair = likest(groups); pair !== null; pair = likest(groups))
    groups.add(join(pair, groups, likeness));
  const mixedUp = ({ members }: Group) => {
    let sum = 0;
    for (const a of members) for (const b of members) if (a !== b) sum += share(a, b);
    return sum;
  };
  return [...groups]
    .map((group) => ({ members: group.members, mixed: mixedUp(group), first: smallest(group.members) }))
    .sort((a, b) => b.mixed - a.mixed || a.first - b.first)
    .flatMap(({ members }) => members);
}

function link(a: Group, b: Group, sum: number): void {
  a.links.set(b, (a.links.get(b) ?? 0) + sum);
  b.links.set(a, (b.links.get(a) ?? 0) + sum);
}

/** The two groups whose members are likest on average, or null where no two have anything mixed up. */
function likest(groups: ReadonlySet<Group>): readonly [Group, Group] | null {
  let best: readonly [Group, Group] | null = null;
  let highest = 0;
  for (const group of groups)
    for (const [other, sum] of group.links) {
      const mean = sum / (group.members.length * other.members.length);
      if (mean > highest) {
        highest = mean;
        best = [group, other];
      }
    }
  return best;
}

/** Takes both groups out and gives the one that they make, linked to what they were linked to. */
function join(
  [a, b]: readonly [Group, Group],
  groups: Set<Group>,
  likeness: (a: number, b: number) => number,
): Group {
  const joined: Group = { members: turned(a.members, b.members, likeness), links: new Map() };
  for (const part of [a, b]) {
    groups.delete(part);
    for (const [other, sum] of part.links) {
      other.links.delete(part);
      if (other !== a && other !== b) link(joined, other, sum);
    }
  }
  return joined;
}

/** Both rows one after the other, each as it is or backwards, so that the likest ends meet. */
function turned(
  a: readonly number[],
  b: readonly number[],
  likeness: (a: number, b: number) => number,
): readonly number[] {
  const ways = [
    [...a, ...b],
    [...a, ...b.toReversed()],
    [...a.toReversed(), ...b],
    [...a.toReversed(), ...b.toReversed()],
  ];
  const seam = (way: readonly number[]) => likeness(way[a.length - 1] ?? -1, way[a.length] ?? -1);
  return ways.reduce((best, way) => (seam(way) > seam(best) ? way : best));
}
