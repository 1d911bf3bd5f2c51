import { widen } from '../../float16.ts';
import { ConversionError } from './conversion-error.ts';
import type { WeightSource } from './layer-builder.ts';
import type { Tensor } from './layers.ts';

/** One entry of a tfjs weights manifest, as the tfjs converter writes it. */
export interface ManifestWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string; readonly scale?: number; readonly min?: number };
}

export interface ManifestGroup {
  readonly paths: readonly string[];
  readonly weights: readonly ManifestWeight[];
}

/** Bytes of a number in the shards. */
const ELEMENT_BYTES: ReadonlyMap<string, number> = new Map([
  ['float32', 4],
  ['float16', 2],
  ['int32', 4],
  ['uint16', 2],
  ['uint8', 1],
  ['bool', 1],
]);

const storedAs = ({ dtype, quantization }: ManifestWeight): string => quantization?.dtype ?? dtype;

/**
 * Bytes of a weight in the shards.
 * @throws ConversionError where its stored type is not known
 */
export function storedBytes(weight: ManifestWeight): number {
  const bytes = ELEMENT_BYTES.get(storedAs(weight));
  if (bytes === undefined)
    throw new ConversionError(weight.name, `stored as ${storedAs(weight)}, which is not known`);
  return weight.shape.reduce((product, size) => product * size, bytes);
}

/**
 * The weights of a model, each decoded when it is asked for: what is cut off costs nothing.
 * @param bytesOf the joined shards of a group of the manifest
 * @throws ConversionError where a stored type is not known or the shards are shorter or longer than the manifest says
 */
export function openWeights(
  manifest: readonly ManifestGroup[],
  bytesOf: (group: ManifestGroup) => Uint8Array,
): WeightSource & { readonly names: readonly string[] } {
  const places = new Map<string, { readonly weight: ManifestWeight; readonly bytes: Uint8Array }>();
  for (const group of manifest) {
    const all = bytesOf(group);
    let offset = 0;
    for (const weight of group.weights) {
      const length = storedBytes(weight);
      if (offset + length > all.length) throw new ConversionError(weight.name, 'shards end too early');
      places.set(weight.name, { weight, bytes: all.subarray(offset, offset + length) });
      offset += length;
    }
    if (offset !== all.length)
      throw new ConversionError('', `The shards hold ${all.length - offset} bytes too many.`);
  }
  return {
    names: [...places.keys()],
    has: (name) => places.has(name),
    get: (name) => {
      const place = places.get(name);
      return place && { shape: place.weight.shape, values: decode(place.weight, place.bytes) };
    },
  };
}

/**
 * Every weight of a source model as 32-bit floats. Quantised integers become q · scale + min.
 * @param readShard the bytes of a path of the manifest
 * @throws as `openWeights` does
 */
export function readWeights(
  manifest: readonly ManifestGroup[],
  readShard: (path: string) => Uint8Array,
): ReadonlyMap<string, Tensor> {
  const weights = openWeights(manifest, ({ paths }) => joined(paths.map(readShard)));
  return new Map(
    weights.names.flatMap((name) => {
      const tensor = weights.get(name);
      return tensor ? [[name, tensor]] : [];
    }),
  );
}

/** Pieces of bytes one after another. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function decode(weight: ManifestWeight, bytes: Uint8Array): Float32Array {
  // A slice is aligned whatever the offset.
  const { buffer } = Uint8Array.from(bytes);
  switch (storedAs(weight)) {
    case 'float32':
      return new Float32Array(buffer);
    case 'float16':
      return dequantised(widen(new Uint16Array(buffer)), weight);
    case 'int32':
      return Float32Array.from(new Int32Array(buffer));
    case 'uint16':
      return dequantised(new Uint16Array(buffer), weight);
    default:
      return dequantised(new Uint8Array(buffer), weight);
  }
}

function dequantised(
  integers: Uint8Array | Uint16Array | Float32Array,
  { quantization }: ManifestWeight,
): Float32Array {
  const { scale = 1, min = 0 } = quantization ?? {};
  const values = new Float32Array(integers.length);
  for (let i = 0; i < values.length; i++) values[i] = (integers[i] ?? 0) * scale + min;
  return values;
}
