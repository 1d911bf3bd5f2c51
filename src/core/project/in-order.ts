/** A list with one item more, in the list's order: whatever has come and gone since it was there last. */
export function withItem<T>(list: readonly T[], item: T, order: (a: T, b: T) => number): readonly T[] {
  return [...list, item].sort(order);
}

interface Made {
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly number: number;
}

/** The order of runs and of ensembles. */
export const newestFirst = (a: Made, b: Made): number => b.createdAt - a.createdAt || b.number - a.number;

interface Saved {
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** The order of unfinished runs. */
export const latestFirst = (a: Saved, b: Saved): number => b.savedAt - a.savedAt;
