import { compareNames } from '../compare-names.ts';
import { smallest } from '../extremes.ts';
import { Heap } from '../heap.ts';
import { type ConfusionMatrix, cellCount, confusions } from './confusion.ts';

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
  const wrong = (label: number) => (matrix.labelled[label] ?? 0) - cellCount(matrix, label, label);
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

/** Classes that stand together, in the order of their leaves. */
interface Group {
  readonly members: readonly number[];
  /** To each other group with which something is mixed up: the sum of the likenesses of their members. */
  readonly links: Map<Group, number>;
}

/** Two groups and how like each other their members are on average. */
interface Pair {
  readonly a: Group;
  readonly b: Group;
  readonly mean: number;
}

/**
 * Agglomerative clustering with average linkage (UPGMA; Sokal & Michener 1958). The likeness of two classes is the share
 * of each that was taken for the other, both added. Groups that were never mixed up are not joined: they follow each
 * other, the most mixed-up first, and classes without mistakes come last, in the run's order. Where two groups join, each
 * is turned so that the likest ends meet.
 */
function mixedOrder(matrix: ConfusionMatrix): readonly number[] {
  const share = (label: number, predicted: number) => {
    const count = cellCount(matrix, label, predicted);
    return count === 0 ? 0 : count / (matrix.labelled[label] ?? count);
  };
  const likeness = (a: number, b: number) => share(a, b) + share(b, a);
  const singles = matrix.labelled.map((_, label): Group => ({ members: [label], links: new Map() }));
  const groups = new Set(singles);
  const pairs = new Heap<Pair>((x, y) => x.mean > y.mean);
  const link = (a: Group, b: Group, sum: number) => {
    a.links.set(b, sum);
    b.links.set(a, sum);
    pairs.push({ a, b, mean: sum / (a.members.length * b.members.length) });
  };
  const mixed = confusions(matrix);
  for (const { label, predicted } of mixed) {
    const [a, b] = [singles[Math.min(label, predicted)], singles[Math.max(label, predicted)]];
    if (a && b && !a.links.has(b)) link(a, b, likeness(label, predicted));
  }
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const { a, b } = pair;
    // One of them is part of a larger group since.
    if (!groups.has(a) || !groups.has(b)) continue;
    groups.delete(a);
    groups.delete(b);
    const joined: Group = { members: turned(a.members, b.members, likeness), links: new Map() };
    const sums = new Map<Group, number>();
    for (const part of [a, b])
      for (const [other, sum] of part.links) {
        other.links.delete(part);
        if (other !== a && other !== b) sums.set(other, (sums.get(other) ?? 0) + sum);
      }
    groups.add(joined);
    for (const [other, sum] of sums) link(joined, other, sum);
  }
  return inTurn([...groups], mixed, share);
}

/** The groups' members, the most mixed-up group first. Who was mixed up lies in one group. */
function inTurn(
  groups: readonly Group[],
  mixed: readonly { readonly label: number; readonly predicted: number }[],
  share: (label: number, predicted: number) => number,
): readonly number[] {
  const rated = groups.map(({ members }) => ({ members, mixed: 0, first: smallest(members) }));
  const groupOf = new Map(rated.flatMap((group) => group.members.map((label) => [label, group] as const)));
  for (const { label, predicted } of mixed) {
    const group = groupOf.get(label);
    if (group) group.mixed += share(label, predicted);
  }
  return rated.sort((a, b) => b.mixed - a.mixed || a.first - b.first).flatMap(({ members }) => members);
}

/** Both rows one after the other, each as it is or backwards, so that the likest ends meet. */
function turned(
  a: readonly number[],
  b: readonly number[],
  likeness: (a: number, b: number) => number,
): readonly number[] {
  const ways = [
    { turnA: false, turnB: false },
    { turnA: false, turnB: true },
    { turnA: true, turnB: false },
    { turnA: true, turnB: true },
  ];
  const seam = ({ turnA, turnB }: (typeof ways)[number]) =>
    likeness(a.at(turnA ? 0 : -1) ?? -1, b.at(turnB ? -1 : 0) ?? -1);
  const best = ways.reduce((best, way) => (seam(way) > seam(best) ? way : best));
  return [...(best.turnA ? a.toReversed() : a), ...(best.turnB ? b.toReversed() : b)];
}
