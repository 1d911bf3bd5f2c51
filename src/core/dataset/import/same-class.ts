import { classKey } from '../class-name.ts';
import type { Split } from '../dataset.ts';

interface Labelled {
  readonly label: string;
  readonly split: Split | null;
}

export interface SameClasses {
  /** The name that each label gets. */
  readonly nameOf: ReadonlyMap<string, string>;
  /** Spellings that lie side by side in one split, so that only the person knows whether they are one class. */
  readonly alike: readonly (readonly string[])[];
}

/**
 * Names that differ in case, accents' composition or spaces only: one class where each split has one of the spellings, or
 * where a class of that name is there already; else one if `merge`.
 */
export function sameClasses(
  photos: Iterable<Labelled>,
  existing: readonly string[],
  merge: boolean,
): SameClasses {
  const spellings = new Map<string, Map<string, { count: number; train: boolean; splits: Set<Split> }>>();
  for (const { label, split } of photos) {
    const key = classKey(label);
    const labels = spellings.get(key) ?? new Map();
    spellings.set(key, labels);
    const found = labels.get(label) ?? { count: 0, train: false, splits: new Set<Split>() };
    labels.set(label, found);
    found.count++;
    found.splits.add(split ?? 'train');
    found.train ||= (split ?? 'train') === 'train';
  }
  const nameOf = new Map<string, string>();
  const alike: (readonly string[])[] = [];
  for (const [key, labels] of spellings) {
    const names = [...labels.keys()];
    const there = existing.filter((name) => classKey(name) === key);
    const [known] = there;
    if (known !== undefined && there.length === 1) {
      for (const name of names) nameOf.set(name, known);
      continue;
    }
    const splits = [...labels.values()].flatMap((spelling) => [...spelling.splits]);
    const apart = new Set(splits).size === splits.length;
    if (!apart) alike.push(names);
    const best = [...labels].sort(
      ([, a], [, b]) => Number(b.train) - Number(a.train) || b.count - a.count,
    )[0];
    for (const name of names) nameOf.set(name, (apart || merge) && best ? best[0] : name);
  }
  return { nameOf, alike };
}
