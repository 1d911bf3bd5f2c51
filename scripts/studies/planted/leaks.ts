import {
  LEAST_SIMILARITY,
  MOST_NEIGHBOURS,
  samePicture,
  samePictureGroups,
} from '../../../src/core/features/same-picture.ts';
import { nearestPairs } from '../../../src/engine/features/nearest-pairs.ts';
import { Pace } from '../../../src/engine/training/pace.ts';
import type { Picture } from './pictures.ts';

/** Pictures that show the same, by index. */
export type Groups = readonly (readonly number[])[];

/** Groups of pictures that show the same, found as the job `duplicates` does. */
export async function findGroups(pictures: readonly Picture[]): Promise<Groups> {
  const near = await nearestPairs(
    pictures.map(({ likeness }) => likeness),
    {
      least: LEAST_SIMILARITY,
      most: MOST_NEIGHBOURS,
      pace: new Pace(new AbortController().signal),
    },
  );
  return samePictureGroups(
    pictures.length,
    near.map(({ first, second }) => [first, second]),
    async (first, second) => {
      const [a, b] = [pictures[first]?.grey, pictures[second]?.grey];
      return a !== undefined && b !== undefined && samePicture(a, b);
    },
  );
}

/** Pairs of pictures in one group, counted by what they are. */
export interface LeakFigures {
  /** Photos that are together with their crop, and with their re-encoding. */
  readonly crops: number;
  readonly reencodings: number;
  /** Pairs of copies of one photo, the photo itself among them. */
  readonly right: number;
  /** Pairs of copies of two photos that are near-duplicates of one another as they are. */
  readonly near: number;
  /** Pairs of copies of two photos that are not. */
  readonly wrong: number;
}

/**
 * @param groups of pictures 0…3n − 1: the n photos, their crops, their re-encodings
 * @param among groups of the n photos alone
 */
export function leakFigures(groups: Groups, among: Groups, photos: number): LeakFigures {
  const groupOf = new Map(among.flatMap((group, of) => group.map((photo) => [photo, of] as const)));
  const figures = { crops: 0, reencodings: 0, right: 0, near: 0, wrong: 0 };
  for (const [a, b] of groups.flatMap(pairsOf)) {
    const [first, second] = [a % photos, b % photos];
    if (first === second) {
      figures.right++;
      if (a === first && b < 2 * photos) figures.crops++;
      else if (a === first) figures.reencodings++;
    } else if (groupOf.has(first) && groupOf.get(first) === groupOf.get(second)) figures.near++;
    else figures.wrong++;
  }
  return figures;
}

/** All pairs of a group, the smaller index first. */
export function pairsOf(group: readonly number[]): readonly (readonly [number, number])[] {
  const ascending = group.toSorted((a, b) => a - b);
  return ascending.flatMap((a, i) => ascending.slice(i + 1).map((b) => [a, b] as const));
}
