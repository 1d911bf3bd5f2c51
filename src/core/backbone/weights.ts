import { widen } from '../float16.ts';
import type { WeightEntry } from './topology.ts';

/** Values of the layers' weights by their names, such as 'conv/kernel', in Keras's layout. */
export type Weights = ReadonlyMap<
  string,
  { readonly shape: readonly number[]; readonly values: Float32Array }
>;

/**
 * Cuts the shards' joined bytes into weights, float16 widened to float32.
 * @throws RangeError where there are fewer or more bytes than the entries need
 */
export function decodeWeights(entries: readonly WeightEntry[], bytes: ArrayBuffer): Weights {
  const weights = new Map<string, { shape: readonly number[]; values: Float32Array }>();
  let offset = 0;
  for (const { name, shape, dtype } of entries) {
    const length = shape.reduce((product, n) => product * n, 1);
    const size = length * (dtype === 'float16' ? 2 : 4);
    // A slice is aligned whatever the offset.
    const slice = bytes.slice(offset, offset + size);
    if (slice.byteLength !== size) throw new RangeError(`The weights end inside ${name}.`);
    const values = dtype === 'float16' ? widen(new Uint16Array(slice)) : new Float32Array(slice);
    weights.set(name, { shape, values });
    offset += size;
  }
  if (offset !== bytes.byteLength)
    throw new RangeError(`The weights have ${bytes.byteLength - offset} bytes too many.`);
  return weights;
}
