import { hash32 } from '../random.ts';
import type { Dataset, Sample, Split, SplitSettings } from './dataset.ts';
import { groupBy } from './selectors.ts';

/** The place of a picture in the seeded order: a keyed hash of its content, so the same picture has one place in every class. */
function rank(seed: number, hash: string): number {
  return hash32(`${seed}:${hash}`);
}

/** Sorts so that the pictures to be validated first come first; the hash decides between equal ranks. */
function inSeededOrder(samples: readonly Sample[], seed: number): Sample[] {
  return samples
    .map((sample) => ({ sample, rank: rank(seed, sample.hash) }))
    .sort((a, b) => a.rank - b.rank || (a.sample.hash < b.sample.hash ? -1 : 1))
    .map(({ sample }) => sample);
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
  const sideOf = settledSides(samples, movable);
  const decided = new Map<string, Split>();
  for (const members of groupBy(samples, (sample) => sample.classId).values()) {
    const free = members.filter((sample) => !sample.splitFixed);
    const hasOwn = members.some((sample) => sample.splitFixed && sample.split === 'validation');
    const target = hasOwn ? 0 : validationTarget(free.length, settings.validation);
    const open: Sample[] = [];
    let validation = 0;
    for (const sample of free) {
      const side = movable(sample) ? sideOf.get(sample.hash) : sample.split;
      if (side === undefined) open.push(sample);
      else decided.set(sample.id, side);
      if (side === 'validation') validation++;
    }
    const ordered = inSeededOrder(open, settings.seed);
    const inValidation = ordered.filter((sample) => sample.split === 'validation');
    const wanted = Math.max(target - validation, 0);
    const chosen = new Set(
      inValidation.length >= wanted
        ? inValidation.slice(0, wanted)
        : [
            ...inValidation,
            ...ordered
              .filter((sample) => sample.split !== 'validation')
              .slice(0, wanted - inValidation.length),
          ],
    );
    for (const sample of open) {
      const side = chosen.has(sample) ? 'validation' : 'train';
      decided.set(sample.id, side);
      // The same picture in a later class follows, or it would be trained on and validated with.
      sideOf.set(sample.hash, side);
    }
  }
  return samples.map((sample) => ({ ...sample, split: decided.get(sample.id) ?? sample.split }));
}

/** The side of each picture that lies with a sample that doesn't move; one that a folder chose comes first. */
function settledSides(samples: readonly Sample[], movable: (sample: Sample) => boolean): Map<string, Split> {
  const sides = new Map<string, Split>();
  for (const sample of samples)
    if (!sample.splitFixed && !movable(sample)) sides.set(sample.hash, sample.split);
  for (const sample of samples) if (sample.splitFixed) sides.set(sample.hash, sample.split);
  return sides;
}

/** The samples of `after` whose split is another than in `before`; both in the same order. */
function changed(before: readonly Sample[], after: readonly Sample[]): Sample[] {
  return after.filter((sample, index) => sample.split !== before[index]?.split);
}

/** Puts the samples that are to be drawn again where none has been drawn yet. */
function undrawn(samples: readonly Sample[], drawnAgain: (sample: Sample) => boolean): Sample[] {
  return samples.map((sample) =>
    sample.splitFixed || !drawnAgain(sample) ? sample : { ...sample, split: 'train' },
  );
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
  const isNew = (sample: Sample): boolean => sample.order >= firstOrder;
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
  const start = settings.seed === split.seed ? samples : undrawn(samples, () => true);
  return changed(
    samples,
    divide(start, settings, () => true),
  );
}
