import type { RunTiming } from '../training/run.ts';
import type { Dataset, Sample, Split } from './dataset.ts';
import { groupBy } from './selectors.ts';

/** Photos that show nearly the same: a webcam's burst, a crop, another encoding. */
export interface DuplicateGroup {
  /** Of the samples, in the order of the data set; two different pictures at least. */
  readonly ids: readonly string[];
}

/** What a search for near-duplicates found. */
export interface DuplicateSearch {
  readonly groups: readonly DuplicateGroup[];
  /** Hashes of the pictures that were compared with one another. */
  readonly compared: readonly string[];
  /** What went through the backbone for it, and how long that took: milliseconds. */
  readonly spent: Pick<RunTiming, 'extraction' | 'extracted'>;
}

/** A group as the data set has it now. */
export interface SampleGroup {
  readonly group: string;
  /** Those that are not excluded, in the order of the data set; two different pictures at least. */
  readonly samples: readonly Sample[];
  /** Whether they are in more than one split. */
  readonly divided: boolean;
}

const known = new WeakMap<Dataset, readonly SampleGroup[]>();

/** The groups of near-duplicates that are in use, divided ones first. The same array for the same data set. */
export function sampleGroups(dataset: Dataset): readonly SampleGroup[] {
  const found = known.get(dataset) ?? findGroups(dataset);
  known.set(dataset, found);
  return found;
}

function findGroups({ samples }: Dataset): readonly SampleGroup[] {
  const groups: SampleGroup[] = [];
  const used = samples.filter(({ group, excluded }) => group !== null && !excluded);
  for (const [group, members] of groupBy(used, (sample) => sample.group ?? ''))
    if (new Set(members.map(({ hash }) => hash)).size > 1)
      groups.push({ group, samples: members, divided: new Set(members.map(({ split }) => split)).size > 1 });
  return groups.sort((a, b) => Number(b.divided) - Number(a.divided));
}

/** Ids of the classes whose photos, two at least, are all near-duplicates of one another: a score tells little of them. */
export function onlyNearDuplicates(dataset: Dataset): readonly string[] {
  const included = dataset.samples.filter(({ excluded }) => !excluded);
  return [...groupBy(included, ({ classId }) => classId)].flatMap(([classId, [first, ...rest]]) => {
    const group = first?.group ?? null;
    return group !== null && rest.length > 0 && rest.every((sample) => sample.group === group)
      ? [classId]
      : [];
  });
}

/** Where there are several sides to choose from, the earlier one here. */
const sides: readonly Split[] = ['train', 'validation', 'test'];

/**
 * Puts each group of near-duplicates on one side of the split. The side that a folder has chosen comes first (validation,
 * then train), else that which leaves its classes' validation photos nearest to as many as they were: by most of its photos
 * alone, bursts of ten or more would all go to train and leave next to nothing to validate with. On a tie train. What a
 * folder has placed stays where it is, and so does everything that is in no group. Nothing is moved to a test set that a folder gave: that is the person's own measure,
 * and what it shares with the training photos is told where it is looked at.
 *
 * A move that would take a class's last training or validation photos is not made. Then the group goes to validation
 * where it is no more than half of each of its classes, and otherwise stays divided.
 *
 * @param samples the whole data set's
 * @returns the samples whose split changes, with the new one
 */
export function gatherGroups(samples: readonly Sample[]): Sample[] {
  const moves = new Map<string, Split>();
  const splitNow = ({ id, split }: Sample): Split => moves.get(id) ?? split;
  const counts = new SplitTally(samples);
  const groups = [
    ...groupBy(
      samples.filter((sample) => !givenAsTest(sample)),
      ({ group }) => group,
    ),
  ]
    .flatMap(([group, members]) => (group === null ? [] : [{ group, members }]))
    // Large ones first: the small ones are easier to place in what is left.
    .sort((a, b) => b.members.length - a.members.length || (a.group < b.group ? -1 : 1));
  // A move can make room for one that was given up before.
  for (let moved = true; moved; ) {
    moved = false;
    for (const { members } of groups) {
      // Most are on one side by the second round: they need no copies.
      if (new Set(members.map(splitNow)).size === 1) continue;
      const now = members.map((sample) => ({ ...sample, split: splitNow(sample) }));
      const side = sideFor(now, counts);
      if (side === null) continue;
      for (const sample of now) {
        if (sample.splitFixed || sample.split === side) continue;
        moves.set(sample.id, side);
        moved = true;
      }
      counts.move(now, side);
    }
  }
  return samples.flatMap((sample) => {
    const split = splitNow(sample);
    return split === sample.split ? [] : [{ ...sample, split }];
  });
}

/** In the test set that a folder gave: nothing that is learned from depends on it. */
export const givenAsTest = ({ split, splitFixed }: Pick<Sample, 'split' | 'splitFixed'>): boolean =>
  splitFixed && split === 'test';

/** The side that a group is to go to; null where it stays as it is. */
function sideFor(members: readonly Sample[], counts: SplitTally): Split | null {
  const used = members.filter(({ excluded }) => !excluded);
  const [first] = used;
  if (first === undefined) return null;
  if (used.every(({ split }) => split === first.split)) return first.split;
  const chosen = sides.findLast((side) => used.some(({ split, splitFixed }) => splitFixed && split === side));
  if (chosen !== undefined) return counts.outcome(used, chosen).allowed ? chosen : null;
  const open = sides.filter((side) => used.some(({ split }) => split === side));
  const nearest = open
    .map((side) => ({ side, ...counts.outcome(used, side) }))
    .reduce((best, other) => (other.shift < best.shift ? other : best));
  if (nearest.allowed) return nearest.side;
  return counts.atMostHalf(used) && counts.outcome(used, 'validation').allowed ? 'validation' : null;
}

/** How many photos each class has in each split while groups are moved. */
class SplitTally {
  readonly #counts = new Map<string, Record<Split, number>>();
  /** How many validation photos each class had before any group was moved. */
  readonly #validation: ReadonlyMap<string, number>;

  constructor(samples: readonly Sample[]) {
    for (const { classId, split, excluded } of samples) if (!excluded) this.#of(classId)[split]++;
    this.#validation = new Map([...this.#counts].map(([classId, { validation }]) => [classId, validation]));
  }

  #of(classId: string): Record<Split, number> {
    const found = this.#counts.get(classId) ?? { train: 0, validation: 0, test: 0 };
    this.#counts.set(classId, found);
    return found;
  }

  /**
   * What it comes to if these photos go to a side: whether each of their classes still has training and validation
   * photos, where it has some, and by how many its validation photos are then off what they were before any move.
   */
  outcome(used: readonly Sample[], side: Split): { readonly allowed: boolean; readonly shift: number } {
    let allowed = true;
    let shift = 0;
    for (const [classId, members] of groupBy(used, (sample) => sample.classId)) {
      const before = this.#of(classId);
      const after = { ...before };
      for (const { split, splitFixed } of members) {
        if (splitFixed) continue;
        after[split]--;
        after[side]++;
      }
      allowed &&=
        (after.train > 0 || before.train === 0) && (after.validation > 0 || before.validation === 0);
      shift += Math.abs(after.validation - (this.#validation.get(classId) ?? 0));
    }
    return { allowed, shift };
  }

  atMostHalf(used: readonly Sample[]): boolean {
    return [...groupBy(used, ({ classId }) => classId)].every(([classId, members]) => {
      const { train, validation, test } = this.#of(classId);
      return 2 * members.length <= train + validation + test;
    });
  }

  /** @param members as they were before */
  move(members: readonly Sample[], side: Split): void {
    for (const { classId, split, splitFixed, excluded } of members) {
      if (splitFixed || excluded) continue;
      this.#of(classId)[split]--;
      this.#of(classId)[side]++;
    }
  }
}
