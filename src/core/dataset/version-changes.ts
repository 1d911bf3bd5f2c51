import { photoWords } from '../count-words.ts';
import type { ClassLabel, Split } from './dataset.ts';
import { type DatasetVersion, photosOf, splitOrder } from './version.ts';

/** A version with the classes that its labels mean. */
interface LabelledVersion {
  readonly data: DatasetVersion;
  readonly classes: readonly ClassLabel[];
}

/** What became of a data set. A photo that has another label and another split is counted as both. */
export interface DatasetChanges {
  readonly added: number;
  readonly removed: number;
  readonly relabelled: number;
  /** By where from and where to; only those that there are. */
  readonly moved: readonly { readonly from: Split; readonly to: Split; readonly photos: number }[];
  /** Names. */
  readonly newClasses: readonly string[];
  readonly goneClasses: readonly string[];
  readonly renamedClasses: readonly { readonly from: string; readonly to: string }[];
}

/** Index of each of the newer classes among the older ones, by id or else by name; −1: it has none. */
export function matchClasses(older: readonly ClassLabel[], newer: readonly ClassLabel[]): readonly number[] {
  const byId = new Map(older.map(({ id }, index) => [id, index]));
  const taken = new Set(newer.map(({ id }) => id));
  // One that was renamed is itself still: another that has got its name since is not it.
  const byName = new Map(
    older.flatMap(({ id, name }, index) => (taken.has(id) ? [] : [[name, index] as const])),
  );
  return newer.map(({ id, name }) => byId.get(id) ?? byName.get(name) ?? -1);
}

interface Place {
  readonly label: number;
  readonly split: Split;
}

/** Where the photos of each picture are, with labels as `labelOf` names them. */
function placesOf(data: DatasetVersion, labelOf: (label: number) => number): Map<number, Place[]> {
  const places = new Map<number, Place[]>();
  for (const { key, label, split } of photosOf(data)) {
    const place = { label: labelOf(label), split };
    const others = places.get(key);
    if (others) others.push(place);
    else places.set(key, [place]);
  }
  return places;
}

/** Takes the first one that fits out of a list; undefined where none does. */
function take(places: Place[], fits: (place: Place) => boolean): Place | undefined {
  const at = places.findIndex(fits);
  return at < 0 ? undefined : places.splice(at, 1)[0];
}

/** How the newer of two versions differs from the older. Photos are told by their pictures. */
export function changesBetween(older: LabelledVersion, newer: LabelledVersion): DatasetChanges {
  const match = matchClasses(older.classes, newer.classes);
  const before = placesOf(older.data, (label) => label);
  // A class without a match gets a number that the older ones can't have.
  const after = placesOf(newer.data, (label) => {
    const matched = match[label] ?? -1;
    return matched < 0 ? -1 - label : matched;
  });
  const counts = { added: 0, removed: 0, relabelled: 0 };
  const moves = new Map<string, number>();
  const move = (from: Split, to: Split) => {
    if (from !== to) moves.set(`${from} ${to}`, (moves.get(`${from} ${to}`) ?? 0) + 1);
  };
  for (const [key, now] of after) {
    // The same picture can have several places: those that stayed are paired first, then those of the same class.
    const left = [...(before.get(key) ?? [])];
    const changed = now.filter(
      (place) => !take(left, ({ label, split }) => label === place.label && split === place.split),
    );
    const others = changed.filter((place) => {
      const same = take(left, ({ label }) => label === place.label);
      if (same) move(same.split, place.split);
      return !same;
    });
    for (const place of others) {
      const was = left.shift();
      if (was) {
        counts.relabelled += 1;
        move(was.split, place.split);
      } else counts.added += 1;
    }
    counts.removed += left.length;
  }
  for (const [key, were] of before) if (!after.has(key)) counts.removed += were.length;

  const matched = new Set(match);
  return {
    ...counts,
    moved: splitOrder.flatMap((from) =>
      splitOrder.flatMap((to) => {
        const photos = moves.get(`${from} ${to}`);
        return photos ? [{ from, to, photos }] : [];
      }),
    ),
    newClasses: newer.classes.filter((_, index) => match[index] === -1).map(({ name }) => name),
    goneClasses: older.classes.filter((_, index) => !matched.has(index)).map(({ name }) => name),
    renamedClasses: newer.classes.flatMap(({ name: to }, index) => {
      const from = older.classes[match[index] ?? -1]?.name;
      return from === undefined || from === to ? [] : [{ from, to }];
    }),
  };
}

/** '12 photos added, 3 removed, 5 moved from training to test, class “moth” new'; 'the same photos' where nothing changed. */
export function changesWords(changes: DatasetChanges): string {
  const { added, removed, relabelled, moved, newClasses, goneClasses, renamedClasses } = changes;
  const names = { train: 'training', validation: 'validation', test: 'test' } as const;
  const counted = [
    { photos: added, what: 'added' },
    { photos: removed, what: 'removed' },
    { photos: relabelled, what: 'relabelled' },
    ...moved.map(({ from, to, photos }) => ({ photos, what: `moved from ${names[from]} to ${names[to]}` })),
  ].filter(({ photos }) => photos > 0);
  const parts = [
    ...counted.map(({ photos, what }) => `${photoWords(photos)} ${what}`),
    ...newClasses.map((name) => `class “${name}” new`),
    ...goneClasses.map((name) => `class “${name}” gone`),
    ...renamedClasses.map(({ from, to }) => `class “${from}” now “${to}”`),
  ];
  return parts.length === 0 ? 'the same photos with the same labels and splits' : parts.join(', ');
}
