import { isUpright, type View } from './view.ts';

/** Version of what a view's numbers mean: raise it when the same numbers are drawn otherwise. */
const DRAWING = 1;

/**
 * The name of a view in the caches: 64 hex characters, as a photo's hash has. It follows from the photo and from what is
 * drawn of it, not from the settings, so that a change of these makes new only the views that it changes.
 * The first half is the photo's, the second tells its views apart.
 * @param hash of the photo: SHA-256, hex
 * @param view null: the photo itself, whose key is its hash; so is that of a view that shows it unchanged
 */
export function viewKey(hash: string, view: View | null): string {
  if (view === null || (isUpright(view) && view.colour === null && view.erased === null)) return hash;
  const words = numberWords(view);
  const digest = [0, 1, 2, 3].map((seed) => murmur3(words, seed).toString(16).padStart(8, '0'));
  return keyOfPhoto(hash) + digest.join('');
}

/** What the keys of all views of a photo begin with. @param key of a view, or the photo's hash */
export const keyOfPhoto = (key: string): string => key.slice(0, 32);

/** All numbers of a view, as the bits of float64. */
function numberWords({ crop, transform, colour, erased }: View): Uint32Array {
  const numbers = [
    DRAWING,
    ...transform,
    ...(crop ? [crop.area, crop.limit, crop.aspect, crop.x, crop.y] : [Number.NaN]),
    ...(colour ?? [Number.NaN]),
    ...(erased ? [erased.x, erased.y, erased.width, erased.height, erased.seed] : [Number.NaN]),
  ];
  return new Uint32Array(new Float64Array(numbers).buffer);
}

/**
 * MurmurHash3, 32 bits, of whole words in their memory's order.
 * Source: Appleby, https://github.com/aappleby/smhasher (MurmurHash3_x86_32).
 */
export function murmur3(words: Uint32Array, seed: number): number {
  const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
  let hash = seed | 0;
  for (const word of words) {
    hash ^= Math.imul(rotate(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
    hash = (Math.imul(rotate(hash, 13), 5) + 0xe6546b64) | 0;
  }
  hash ^= words.length * 4;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
