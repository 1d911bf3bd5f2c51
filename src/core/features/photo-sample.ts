import { type Random, shuffle } from '../random.ts';

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
 * At most so many items, each class with its share of all, drawn by lot.
 * @param random decides which items are drawn
 * @param least of a class, where it has them, whatever its share
 */
export function stratifiedSample<T>(
  items: readonly T[],
  labelOf: (item: T) => number,
  most: number,
  random: Random,
  least = 1,
): readonly T[] {
  if (items.length <= most) return items;
  const counts = new Map<number, number>();
  for (const item of items) counts.set(labelOf(item), (counts.get(labelOf(item)) ?? 0) + 1);
  const taken = new Map<number, number>();
  const places = shuffle(items, random).map((item) => {
    const label = labelOf(item);
    const turn = taken.get(label) ?? 0;
    taken.set(label, turn + 1);
    // The first of each class come before all others.
    return { item, place: turn < least ? turn - least : (turn + 0.5) / (counts.get(label) ?? 1) };
  });
  return places
    .sort((a, b) => a.place - b.place)
    .slice(0, most)
    .map(({ item }) => item);
}
