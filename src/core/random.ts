/** A source of uniform numbers in [0, 1). Every random choice of the program is drawn from one that is passed in. */
export type Random = () => number;

/**
 * FNV-1a, 32 bits, over the UTF-16 code units' bytes of ASCII text (one byte a unit; higher units are folded in twice).
 * Source: Fowler, Noll, Vo; http://www.isthe.com/chongo/tech/comp/fnv/.
 */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    if (unit > 0xff) hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return hash >>> 0;
}

/** MurmurHash3's 32-bit finaliser: every input bit changes every output bit with probability near ½. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A well-mixed 32-bit number for a text: the key by which things are ordered at random but always alike. */
export function hash32(text: string): number {
  return mix(fnv1a(text));
}

/**
 * xoshiro128**, 32 bits a step, period 2^128 − 1.
 * Source: Blackman & Vigna, "Scrambled Linear Pseudorandom Number Generators" (2021), https://prng.di.unimi.it.
 *
 * @param state four 32-bit words, not all zero.
 * @returns the next 32-bit word on each call.
 */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state;
  const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}

/** A generator of uniform numbers in [0, 1), steps of 2^-32; the same seed gives the same numbers everywhere. */
export function seededRandom(seed: number | string): Random {
  // The four words are a Weyl sequence through the finaliser, so that near seeds give unrelated states;
  // the finaliser is a bijection, so the words differ and can't all be zero.
  const start = fnv1a(String(seed));
  const word = (index: number): number => mix((start + Math.imul(index, 0x9e3779b9)) | 0);
  const next = xoshiro128([word(1), word(2), word(3), word(4)]);
  return () => next() / 2 ** 32;
}

/** A shuffled copy (Fisher & Yates; Durstenfeld 1964); every order is equally likely. */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    // Both indices lie inside the array.
    const held = result[last] as T;
    result[last] = result[other] as T;
    result[other] = held;
  }
  return result;
}
