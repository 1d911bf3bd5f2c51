import { hash32 } from '../random.ts';
import type { ClassLabel, Sample, Split } from './dataset.ts';

/** The photos that a run was trained with, compact: how a later data set differs can be told from it. */
export interface DatasetVersion {
  /** Hex; the same for the same pictures with the same classes and splits. */
  readonly fingerprint: string;
  /** Of each photo that was in a split: the first 8 bytes of its picture's hash. Two values a photo. */
  readonly pictures: Uint32Array;
  /** Index into the run's classes. */
  readonly labels: Uint16Array;
  /** 0 train, 1 validation, 2 test. */
  readonly splits: Uint8Array;
}

/** The splits by their numbers in a version. */
export const splitOrder = ['train', 'validation', 'test'] as const satisfies readonly Split[];

/**
 * What a data set is at this moment, without its excluded photos. The fingerprint takes classes by their names, so the
 * same folders opened on another machine have the same one, in whatever order their photos came. It is a sum of
 * 32-bit hashes of the photos, twice: enough to tell versions apart, not to withstand somebody who wants two alike.
 */
export function versionOf(classes: readonly ClassLabel[], samples: readonly Sample[]): DatasetVersion {
  const indexOf = new Map(classes.map(({ id }, index) => [id, index]));
  const nameHashes = classes.map(({ name }) => hash32(name));
  const photos = samples.filter(({ excluded, classId }) => !excluded && indexOf.has(classId));
  const pictures = new Uint32Array(2 * photos.length);
  const labels = new Uint16Array(photos.length);
  const splits = new Uint8Array(photos.length);
  let high = 0;
  let low = 0;
  photos.forEach(({ hash, classId, split }, i) => {
    const label = indexOf.get(classId) ?? 0;
    const [first, second] = pictureWords(hash);
    pictures[2 * i] = first;
    pictures[2 * i + 1] = second;
    labels[i] = label;
    splits[i] = splitOrder.indexOf(split);
    const photo = [first, second, nameHashes[label] ?? 0, splits[i] ?? 0];
    high = (high + murmur3(photo, 1)) >>> 0;
    low = (low + murmur3(photo, 2)) >>> 0;
  });
  return { fingerprint: hex(high) + hex(low), pictures, labels, splits };
}

/** MurmurHash3, 32 bits, of 32-bit words. Source: Appleby, MurmurHash3_x86_32; https://github.com/aappleby/smhasher. */
export function murmur3(words: readonly number[], seed: number): number {
  const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
  let hash = seed;
  for (const word of words) {
    hash ^= Math.imul(rotate(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
    hash = (Math.imul(rotate(hash, 13), 5) + 0xe6546b64) | 0;
  }
  hash ^= 4 * words.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const hex = (word: number): string => word.toString(16).padStart(8, '0');

/** The first 8 bytes of a hash in hex, as two words. */
function pictureWords(hash: string): [number, number] {
  return [Number.parseInt(hash.slice(0, 8), 16), Number.parseInt(hash.slice(8, 16), 16)];
}

/** 53 of the 64 bits: as many as a number holds. */
function pictureKey(high: number, low: number): number {
  return high * 2 ** 21 + (low >>> 11);
}

/** One photo of a version. */
interface VersionPhoto {
  /** Of its picture. */
  readonly key: number;
  readonly label: number;
  readonly split: Split;
}

/** The photos of a version, one after another. */
export function* photosOf({ pictures, labels, splits }: DatasetVersion): Generator<VersionPhoto> {
  for (let i = 0; i < labels.length; i++)
    yield {
      key: pictureKey(pictures[2 * i] ?? 0, pictures[2 * i + 1] ?? 0),
      label: labels[i] ?? 0,
      split: splitOrder[splits[i] ?? 0] ?? 'train',
    };
}

/** How the hash of each photo of a version begins, by split: 16 hexadecimal digits. */
export function pictureHashes({ pictures, splits }: DatasetVersion): Record<Split, string[]> {
  const hashes: Record<Split, string[]> = { train: [], validation: [], test: [] };
  splits.forEach((split, i) => {
    hashes[splitOrder[split] ?? 'train'].push(hex(pictures[2 * i] ?? 0) + hex(pictures[2 * i + 1] ?? 0));
  });
  return hashes;
}

/**
 * The samples whose pictures were in a split when a run was trained, wherever they are now. One that was in another
 * split as well, under another label, is not among them.
 */
export function samplesThen(
  version: DatasetVersion,
  samples: readonly Sample[],
  split: Split,
): readonly Sample[] {
  const here = new Set<number>();
  const elsewhere = new Set<number>();
  for (const photo of photosOf(version)) (photo.split === split ? here : elsewhere).add(photo.key);
  return samples.filter(({ hash }) => {
    const key = pictureKey(...pictureWords(hash));
    return here.has(key) && !elsewhere.has(key);
  });
}

/** The samples that a run has learned from or was chosen by: those of its training and validation photos. */
export function samplesSeen(version: DatasetVersion, samples: readonly Sample[]): readonly Sample[] {
  const seen = new Set<number>();
  for (const { key, split } of photosOf(version)) if (split !== 'test') seen.add(key);
  return samples.filter(({ hash }) => seen.has(pictureKey(...pictureWords(hash))));
}
