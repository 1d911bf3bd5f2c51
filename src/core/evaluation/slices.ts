import { groupBy } from '../dataset/selectors.ts';
import { fisherLess, type Tally } from './fisher.ts';
import { wilsonInterval } from './wilson.ts';

/** What photos are sorted by to see where a model is weak. */
export type SliceKind = 'size' | 'brightness' | 'sharpness' | 'shape' | 'source';

export type Shape = 'upright' | 'square' | 'wide';

/** A judged photo with what it is sliced by; null: not known. */
export interface SlicedPhoto {
  readonly sampleId: string;
  readonly right: boolean;
  /** The shorter side, pixels. */
  readonly size: number;
  readonly shape: Shape;
  readonly brightness: number | null;
  readonly sharpness: number | null;
  readonly source: string | null;
}

/** Photos that have something in common, and how many of them were recognised. */
export interface Slice extends Tally {
  readonly by: SliceKind;
  /** What they have in common: a shape or a folder, or a range of a number, whose place among `of` ranges is `rank`. */
  readonly having:
    | { readonly value: string }
    | { readonly low: number; readonly high: number; readonly rank: number; readonly of: number };
  readonly ids: readonly string[];
}

/** Fewer photos than this make no slice: nothing could be told of them. */
export const LEAST_PHOTOS = 8;
const MOST_RANGES = 4;

/** Width / height beyond which a picture is not called square. */
const SQUARE = 1.05;

export function shapeOf(width: number, height: number): Shape {
  if (width > height * SQUARE) return 'wide';
  return height > width * SQUARE ? 'upright' : 'square';
}

/**
 * Sorts photos into slices: quarters by size, brightness and sharpness (halves or thirds where there are few photos),
 * and by shape and source. What is the same for all photos makes no slices.
 */
export function slicesOf(photos: readonly SlicedPhoto[]): readonly Slice[] {
  return [
    ...ranges('size', photos, ({ size }) => size),
    ...ranges('brightness', photos, ({ brightness }) => brightness),
    ...ranges('sharpness', photos, ({ sharpness }) => sharpness),
    ...categories('shape', photos, ({ shape }) => shape),
    ...categories('source', photos, ({ source }) => source),
  ];
}

const tallyOf = (photos: readonly SlicedPhoto[]): Tally & Pick<Slice, 'ids'> => ({
  correct: photos.filter(({ right }) => right).length,
  total: photos.length,
  ids: photos.map(({ sampleId }) => sampleId),
});

/** Ranges with about equally many photos; equal values are never parted. */
function ranges(
  by: SliceKind,
  photos: readonly SlicedPhoto[],
  reading: (photo: SlicedPhoto) => number | null,
): readonly Slice[] {
  const known = photos
    .flatMap((photo) => {
      const value = reading(photo);
      return value === null ? [] : [{ photo, value }];
    })
    .sort((a, b) => a.value - b.value);
  const wanted = Math.min(MOST_RANGES, Math.floor(known.length / LEAST_PHOTOS));
  const parts: (typeof known)[] = [];
  let from = 0;
  for (let part = 1; part <= wanted; part++) {
    let to = Math.round((part * known.length) / wanted);
    while (to < known.length && known[to]?.value === known[to - 1]?.value) to++;
    if (to - from < LEAST_PHOTOS) continue;
    parts.push(known.slice(from, to));
    from = to;
  }
  // What is left after the last cut is too few for a range of its own.
  parts.at(-1)?.push(...known.slice(from));
  if (parts.length < 2) return [];
  return parts.map((part, rank) => ({
    by,
    having: { low: part[0]?.value ?? 0, high: part.at(-1)?.value ?? 0, rank, of: parts.length },
    ...tallyOf(part.map(({ photo }) => photo)),
  }));
}

function categories(
  by: SliceKind,
  photos: readonly SlicedPhoto[],
  reading: (photo: SlicedPhoto) => string | null,
): readonly Slice[] {
  const groups = [...groupBy(photos, reading)];
  if (groups.length < 2) return [];
  return groups.flatMap(([value, members]) =>
    value === null || members.length < LEAST_PHOTOS ? [] : [{ by, having: { value }, ...tallyOf(members) }],
  );
}

/** The slice that stands out most, and how easily chance makes one that does so. */
export interface WeakestSlice {
  readonly slice: Slice;
  /** Everything that is not in it. */
  readonly others: Tally;
  /** Its accuracy's interval of 95 % (Wilson). */
  readonly interval: { readonly low: number; readonly high: number };
  /**
   * Probability that some slice would be so much worse than the other photos by chance: Fisher's exact test, one-sided,
   * times the number of slices (Bonferroni), 1 at most.
   */
  readonly chance: number;
}

/**
 * Of the slices that are worse than the other photos, the one that is least easily explained by chance.
 * @param all of the photos that were sliced
 * @returns null where none is worse
 */
export function weakestSlice(slices: readonly Slice[], all: Tally): WeakestSlice | null {
  let weakest: WeakestSlice | null = null;
  let least = 1;
  for (const slice of slices) {
    const others = { correct: all.correct - slice.correct, total: all.total - slice.total };
    if (others.total === 0 || slice.correct * others.total >= others.correct * slice.total) continue;
    const probability = fisherLess(slice, others);
    if (probability >= least) continue;
    least = probability;
    const chance = Math.min(1, probability * slices.length);
    weakest = { slice, others, interval: wilsonInterval(slice.correct, slice.total), chance };
  }
  return weakest;
}
