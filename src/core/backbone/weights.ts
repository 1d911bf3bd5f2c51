import { widen } from '../float16.ts';
import { type WeightEntry, weightBytes } from './topology.ts';

/** Values of the layers' weights by their names, such as 'conv/kernel', in Keras's layout. */
export type Weights = ReadonlyMap<
  string,
  { readonly shape: readonly number[]; readonly values: Float32Array }
>;

/** The values that are a network's own, by its names: not those of a head that has learned on top of it. */
export function ownValues(
  weights: Weights,
  values: ReadonlyMap<string, Float32Array>,
): ReadonlyMap<string, Float32Array> {
  return new Map([...values].filter(([name]) => weights.has(name)));
}

/**
 * Cuts the shards' joined bytes into weights, in 32 bits however they are stored.
 * @throws RangeError where there are fewer or more bytes than the entries need
 */
export function decodeWeights(entries: readonly WeightEntry[], bytes: ArrayBuffer): Weights {
  const weights = new Map<string, { shape: readonly number[]; values: Float32Array }>();
  let offset = 0;
  for (const entry of entries) {
    const { name, shape } = entry;
    const size = weightBytes(entry);
    // A slice is aligned whatever the offset.
    const slice = bytes.slice(offset, offset + size);
    if (slice.byteLength !== size) throw new RangeError(`The weights end inside ${name}.`);
    weights.set(name, { shape, values: decode(entry, slice) });
    offset += size;
  }
  if (offset !== bytes.byteLength)
    throw new RangeError(`The weights have ${bytes.byteLength - offset} bytes too many.`);
  return weights;
}

function decode(entry: WeightEntry, bytes: ArrayBuffer): Float32Array {
  switch (entry.dtype) {
    case 'float32':
      return new Float32Array(bytes);
    case 'float16':
      return widen(new Uint16Array(bytes));
    case 'uint8':
      return dequantise(new Uint8Array(bytes), entry);
  }
}

/** integer · scale + min, as tfjs computes it: in 64 bits, rounded once. */
export function dequantise(
  integers: Uint8Array,
  { scale, min }: { readonly scale: number; readonly min: number },
): Float32Array {
  const values = new Float32Array(integers.length);
  // Float32Array.from takes many times as long.
  for (let i = 0; i < values.length; i++) values[i] = integers[i]! * scale + min;
  return values;
}
