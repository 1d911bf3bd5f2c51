import { fromFloat16Bits } from '../../src/core/float16.ts';
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

/**
 * Every weight of a source model as 32-bit floats. Quantised integers become q · scale + min.
 * @param readShard the bytes of a path of the manifest
 * @throws where a stored type is not known or the shards are shorter or longer than the manifest says
 */
export function readWeights(
  manifest: readonly ManifestGroup[],
  readShard: (path: string) => Uint8Array,
): ReadonlyMap<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  for (const group of manifest) {
    const bytes = Buffer.concat(group.paths.map(readShard));
    let offset = 0;
    for (const weight of group.weights) {
      const stored = weight.quantization?.dtype ?? weight.dtype;
      const element = ELEMENTS[stored];
      if (element === undefined) throw new Error(`${weight.name}: stored as ${stored}, which is not known`);
      const { scale = 1, min = 0 } = weight.quantization ?? {};
      const length = weight.shape.reduce((product, size) => product * size, 1);
      if (offset + length * element.bytes > bytes.length)
        throw new Error(`${weight.name}: shards end too early`);
      const values = new Float32Array(length);
      for (let i = 0; i < length; i++) {
        values[i] = element.read(bytes, offset + i * element.bytes) * scale + min;
      }
      offset += length * element.bytes;
      tensors.set(weight.name, { shape: weight.shape, values });
    }
    if (offset !== bytes.length) throw new Error(`shards hold ${bytes.length - offset} bytes too many`);
  }
  return tensors;
}

interface Element {
  readonly bytes: number;
  readonly read: (bytes: Buffer, offset: number) => number;
}

const ELEMENTS: Readonly<Record<string, Element>> = {
  float32: { bytes: 4, read: (bytes, offset) => bytes.readFloatLE(offset) },
  float16: { bytes: 2, read: (bytes, offset) => fromFloat16Bits(bytes.readUInt16LE(offset)) },
  int32: { bytes: 4, read: (bytes, offset) => bytes.readInt32LE(offset) },
  uint16: { bytes: 2, read: (bytes, offset) => bytes.readUInt16LE(offset) },
  uint8: { bytes: 1, read: (bytes, offset) => bytes.readUInt8(offset) },
};
