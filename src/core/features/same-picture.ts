import { DisjointSets } from './disjoint-sets.ts';
import { type GreySquare, likeness } from './likeness.ts';

/**
 * Lowest cosine of standardised features at which two photos are compared by their looks: nearly all crops and
 * re-encodings are above it (of flowers, 99.8 % with mobilenet-v3 and 96 % with mobilenet-v2), and of the other photos
 * one or two for each.
 */
export const LEAST_SIMILARITY = 0.5;
/** Neighbours of a photo that are compared with it. A group holds together by few. */
export const MOST_NEIGHBOURS = 5;
/** Crops to 85 to 90 % and re-encodings reach this correlation in 99 % of cases; other flowers stay below 0.93. */
const LEAST_CORRELATION = 0.95;
/** The same, and never more than this, where faces that differ by their mouth alone have more. */
const MOST_LEFT = 0.35;

/** Whether two photos show the same: a crop, another encoding, the next frame. */
export function samePicture(a: GreySquare, b: GreySquare): boolean {
  const found = likeness(a, b);
  return found !== null && found.correlation >= LEAST_CORRELATION && found.worstBlock <= MOST_LEFT;
}

/**
 * Groups of photos that show the same.
 *
 * @param count of photos
 * @param candidates pairs of photos, 0…count − 1, that may be, the likeliest first
 * @param same looks at a pair; not asked where the two are in one group already
 * @param beside photos from this one on come to the groups of those before and bring no two of them together: what is
 *   known of those before does not depend on which others there are. Their pairs come last
 * @returns each group's photos in ascending order
 */
export async function samePictureGroups(
  count: number,
  candidates: readonly (readonly [number, number])[],
  same: (first: number, second: number) => Promise<boolean>,
  beside = count,
): Promise<readonly (readonly number[])[]> {
  const groups = new DisjointSets(count);
  const settled = (photo: number) => groups.firstOf(photo) < beside;
  for (const [first, second] of candidates) {
    if (groups.together(first, second)) continue;
    if (Math.max(first, second) >= beside && settled(first) && settled(second)) continue;
    if (await same(first, second)) groups.join(first, second);
  }
  return groups.sets();
}
