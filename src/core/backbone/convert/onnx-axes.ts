/** A value of an ONNX graph: which layer holds it, and what each of its axes stands for. */
export interface OnnxValue {
  /** Pictures are [N, H, W, C] there; what is averaged over space is [N, 1, 1, C]. */
  readonly layer: string;
  /**
   * A letter an axis: N the batch, C channels, H rows, W columns. 'NCHW' as PyTorch has pictures, 'NHWC' as TensorFlow,
   * 'NC' a vector.
   */
  readonly axes: string;
}

/** The place of an axis that may be counted from the end; −1 where there is none. */
export function axisAt(axis: number, rank: number): number {
  const place = axis < 0 ? axis + rank : axis;
  return Number.isInteger(place) && place >= 0 && place < rank ? place : -1;
}

/** The axes in another order, the reverse one where none is given; undefined where that is no order of them. */
export function turned(axes: string, order: readonly number[] | undefined): string | undefined {
  const places = order ?? [...axes].map((_, i) => axes.length - 1 - i);
  const letters = places.map((place) => axes[place] ?? '');
  return new Set(letters).size === axes.length && places.length === axes.length
    ? letters.join('')
    : undefined;
}

/** Axes without those of rows and columns at some places; undefined where others would go. */
export function squeezed(axes: string, places: readonly number[] | undefined): string | undefined {
  if (!places) return axes.replaceAll(/[HW]/g, '');
  const gone = places.map((place) => axisAt(place, axes.length));
  if (gone.some((place) => !'HW'.includes(axes[place] ?? '-'))) return undefined;
  return [...axes].filter((_, i) => !gone.includes(i)).join('');
}

/** Axes with new ones, for what is missing, at some places of the result; undefined where nothing is. */
export function unsqueezed(axes: string, places: readonly number[]): string | undefined {
  const rank = axes.length + places.length;
  const added = new Set(places.map((place) => axisAt(place, rank)));
  const free = [...'CHW'].filter((letter) => !axes.includes(letter));
  if (added.has(-1) || added.size !== places.length || added.size > free.length) return undefined;
  const old = [...axes];
  return Array.from({ length: rank }, (_, i) => (added.has(i) ? free.shift() : old.shift()) ?? '').join('');
}

/**
 * The axes that a shape gives to a value of one row and one column; undefined where it does not keep its channels
 * together.
 * @param shape as Reshape takes it: 0 as it was, −1 or null the rest
 */
export function reshaped(
  axes: string,
  shape: readonly (number | null)[],
  channels: number,
): string | undefined {
  const [batch, ...rest] = shape;
  if (batch === undefined || axes[0] !== 'N') return undefined;
  const keeps = (letters: string) => (size: number | null, i: number) =>
    size === 0 && letters.includes(axes[i + 1] ?? '-');
  const isOne = (size: number | null, i: number) => size === 1 || keeps('HW')(size, i);
  const known = rest.findIndex((size, i) => (size === channels && size !== 1) || keeps('C')(size, i));
  const place =
    known >= 0 ? known : rest.findIndex((size) => size === null || size === -1 || size === channels);
  if (place < 0 || rest.some((size, i) => i !== place && !isOne(size, i)) || rest.length > 3)
    return undefined;
  const free = ['H', 'W'];
  return `N${rest.map((_, i) => (i === place ? 'C' : free.shift())).join('')}`;
}
