import { hash32 } from '../random.ts';
import type { Dataset, Sample, Split, SplitSettings } from './dataset.ts';
import { givenAsTest } from './duplicates.ts';
import { groupBy } from './selectors.ts';

/** The name of what a sample shares its side with: its group of near-duplicates. */
const groupKey = (group: string): string => `group ${group}`;

/** What decides a sample's side: its picture, or where near-duplicates stay together the group that the picture is in. */
function sideKeys(
  samples: readonly Sample[],
  { together }: SplitSettings,
): (sample: Pick<Sample, 'hash'>) => string {
  const groupOf = new Map<string, string>();
  if (together)
    for (const [group, members] of groupBy(samples, (sample) => sample.group)) {
      // One photo and those of a test set that a folder gave: it is placed as if these were not there.
      const learned = members.filter((sample) => !givenAsTest(sample));
      if (group !== null && new Set(learned.map(({ hash }) => hash)).size > 1)
        for (const { hash } of members) groupOf.set(hash, groupKey(group));
    }
  return ({ hash }) => groupOf.get(hash) ?? hash;
}

/** Of one seed, by key: an import places the same ten thousand pictures anew with each of its batches. */
let ranks = { seed: Number.NaN, of: new Map<string, number>() };

/** The place of a picture in the seeded order: a keyed hash of its content, so the same picture has one place in every class. */
function rank(seed: number, key: string): number {
  if (ranks.seed !== seed) ranks = { seed, of: new Map() };
  const known = ranks.of.get(key);
  if (known !== undefined) return known;
  const made = hash32(`${seed}:${key}`);
  ranks.of.set(key, made);
  return made;
}

/** Samples that go to one side together, sorted so that what is to be validated first comes first. */
function inSeededOrder(
  samples: readonly Sample[],
  seed: number,
  keyOf: (sample: Sample) => string,
): readonly (readonly Sample[])[] {
  return [...groupBy(samples, keyOf)]
    .map(([key, members]) => ({ key, members, rank: rank(seed, key) }))
    .sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1))
    .map(({ members }) => members);
}

/**
 * How many of a class's samples without a split of their own are to be validation.
 *
 * @param free how many of the class's samples no folder's name has placed.
 * @param share of them that is validation, 0…0.9.
 */
export function validationTarget(free: number, share: number): number {
  if (share <= 0 || free < 2) return 0;
  return Math.min(Math.max(Math.round(share * free), 1), free - 1);
}

/**
 * Divides the samples that may move between train and validation, class by class.
 * Each class comes as near to its share as it can: too few validation photos are filled up from the
 * movable ones of lowest rank, too many are taken away from those of highest rank, the rest stays.
 * Excluded samples are not counted; they go where their picture or their group goes.
 *
 * @param samples the whole data set's.
 * @param movable whether a sample may be given another split; never asked of one whose folder chose.
 * @returns all samples, with their splits.
 */
function divide(
  samples: readonly Sample[],
  settings: SplitSettings,
  movable: (sample: Sample) => boolean,
): Sample[] {
  const keyOf = sideKeys(samples, settings);
  const sideOf = settledSides(samples, movable, keyOf);
  const settled = (sample: Sample) => sideOf.get(sample.hash) ?? sideOf.get(keyOf(sample));
  const decided = new Map<string, Split>();
  const included = samples.filter(({ excluded }) => !excluded);
  for (const members of groupBy(included, (sample) => sample.classId).values()) {
    const free = members.filter((sample) => !sample.splitFixed);
    const hasOwn = members.some((sample) => sample.splitFixed && sample.split === 'validation');
    const target = hasOwn ? 0 : validationTarget(free.length, settings.validation);
    const open: Sample[] = [];
    let validation = 0;
    for (const sample of free) {
      const side = movable(sample) ? settled(sample) : sample.split;
      if (side === undefined) open.push(sample);
      else decided.set(sample.id, side);
      if (side === 'validation') validation++;
    }
    const wanted = Math.max(target - validation, 0);
    const whole = inSeededOrder(open, settings.seed, keyOf);
    let chosen = choose(whole, wanted);
    let divided = false;
    if (chosen.size === 0 && validation === 0 && wanted > 0) {
      // All are too many near-duplicates of one another: the fewest of them, or, where those are most of the class, some.
      const [fewest = []] = whole.toSorted((a, b) => a.length - b.length);
      divided = fewest.length > members.length / 2;
      chosen = divided
        ? choose(
            inSeededOrder(open, settings.seed, ({ hash }) => hash),
            wanted,
          )
        : new Set(fewest);
    }
    for (const sample of open) {
      const side = chosen.has(sample) ? 'validation' : 'train';
      decided.set(sample.id, side);
      // The same picture in a later class follows, or it would be trained on and validated with.
      sideOf.set(sample.hash, side);
      if (!divided) sideOf.set(keyOf(sample), side);
    }
  }
  return samples.map((sample) => {
    const follows = sample.excluded && !sample.splitFixed && movable(sample);
    return on(decided.get(sample.id) ?? (follows ? settled(sample) : undefined) ?? sample.split, sample);
  });
}

/** A sample on a side; the same object where it is there already: ten thousand copies a batch take 20 ms. */
const on = (split: Split, sample: Sample): Sample => (sample.split === split ? sample : { ...sample, split });

/** As many samples as fit into `wanted`, whole units only, in their order; first those that are in validation already. */
function choose(units: readonly (readonly Sample[])[], wanted: number): ReadonlySet<Sample> {
  const validating = (unit: readonly Sample[]) => unit.some(({ split }) => split === 'validation');
  const chosen = new Set<Sample>();
  for (const turn of [true, false])
    for (const unit of units) {
      if (chosen.size === wanted) return chosen;
      if (validating(unit) === turn && chosen.size + unit.length <= wanted)
        for (const sample of unit) chosen.add(sample);
    }
  return chosen;
}

/** Where folders put near-duplicates on several sides, the last of these counts: what is held out is what must be kept clean. */
const settling: readonly Split[] = ['train', 'validation', 'test'];

/** The side of each picture and group that lies with a sample that doesn't move; one that a folder chose comes first. */
function settledSides(
  samples: readonly Sample[],
  movable: (sample: Sample) => boolean,
  keyOf: (sample: Sample) => string,
): Map<string, Split> {
  const sides = new Map<string, Split>();
  const settle = (sample: Sample) => {
    sides.set(sample.hash, sample.split);
    // The same picture follows into a test set that a folder gave; one that is nearly the same does not change it.
    if (!sample.splitFixed || sample.split !== 'test') sides.set(keyOf(sample), sample.split);
  };
  for (const sample of samples) if (!sample.splitFixed && !movable(sample)) settle(sample);
  for (const split of settling)
    for (const sample of samples) if (sample.splitFixed && sample.split === split) settle(sample);
  return sides;
}

/** The samples of `after` whose split is another than in `before`; both in the same order. */
function changed(before: readonly Sample[], after: readonly Sample[]): Sample[] {
  return after.filter((sample, index) => sample.split !== before[index]?.split);
}

/** Puts the samples that are to be drawn again where none has been drawn yet. */
function undrawn(samples: readonly Sample[], drawnAgain: (sample: Sample) => boolean): Sample[] {
  return samples.map((sample) => (sample.splitFixed || !drawnAgain(sample) ? sample : on('train', sample)));
}

/**
 * Splits new samples and leaves the others where they are. The result depends on which samples are new,
 * not on the split that they have, so that an import which arrives in batches is split as if it came at once.
 *
 * @param samples the whole data set's, the new ones among them.
 * @param firstOrder samples from this order on are new.
 * @returns the samples whose split changes, with the new one.
 */
export function splitNew(samples: readonly Sample[], firstOrder: number, settings: SplitSettings): Sample[] {
  // One that was found to be a near-duplicate while the import goes on has its side.
  const isNew = ({ order, group }: Sample): boolean => order >= firstOrder && group === null;
  return changed(samples, divide(undrawn(samples, isNew), settings, isNew));
}

/**
 * Divides the data set anew. With another seed everything that no folder has placed is drawn again;
 * with the same seed only as many samples move as the new share needs.
 *
 * @returns the samples whose split changes, with the new one.
 */
export function splitAnew(dataset: Dataset, settings: SplitSettings): Sample[] {
  const { samples, split } = dataset;
  const start = settings.seed === split.seed ? samples : undrawn(samples, ({ excluded }) => !excluded);
  return changed(
    samples,
    divide(start, settings, () => true),
  );
}
