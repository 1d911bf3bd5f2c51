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

/** IEEE 754 binary16 to binary32, every value exactly. */
export function widen(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = floatBits(halves[i] ?? 0);
  return new Float32Array(bits.buffer);
}

function floatBits(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 0x1f;
  let fraction = half & 0x3ff;
  if (exponent === 0x1f) return (sign | 0x7f800000 | (fraction << 13)) >>> 0;
  if (exponent > 0) return (sign | ((exponent + 112) << 23) | (fraction << 13)) >>> 0;
  if (fraction === 0) return sign >>> 0;
  let shift = 113;
  while (!(fraction & 0x400)) {
    fraction <<= 1;
    shift--;
  }
  return (sign | (shift << 23) | ((fraction & 0x3ff) << 13)) >>> 0;
}
