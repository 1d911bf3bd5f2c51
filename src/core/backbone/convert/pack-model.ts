import { float16Bits, fromFloat16Bits, LARGEST_HALF, narrow } from '../../float16.ts';
import { type Layer, type Tensor, weightsOf } from './layers.ts';
import { joined } from './source-weights.ts';
import { topologyOf } from './write-topology.ts';

/**
 * Weights of fewer numbers than this keep 32 bits where float16 would round them. The early, small layers carry most
 * of the rounding's error: this keeps the features of the deep networks within 5e-4 of their sources, where float16
 * throughout gives up to 2e-3, for 2 to 6 % more bytes (mobilenet-v2: 20 %).
 */
const SMALL = 40_000;

/** A tfjs layers model: model.json as text, and the bytes of its weights, one after another. */
export interface PackedModel {
  readonly json: string;
  readonly weights: Uint8Array;
}

/**
 * Layers as a tfjs layers model. Weights that are integers of 8 bits in the source stay so, which loses nothing; of the
 * others the large ones are stored as float16.
 * @param paths names the files that the weights will be cut into, by their number of bytes
 */
export function packModel(
  name: string,
  layers: readonly Layer[],
  paths: (bytes: number) => readonly string[],
): PackedModel {
  const packed = layers.flatMap(weightsOf).map(({ name: weight, tensor }) => {
    const { bytes, quantization } = stored(tensor);
    return {
      entry: { name: weight, shape: tensor.shape, dtype: 'float32', ...(quantization && { quantization }) },
      bytes,
    };
  });
  const weights = joined(packed.map(({ bytes }) => bytes));
  const model = {
    format: 'layers-model',
    generatedBy: 'headstart',
    convertedBy: null,
    modelTopology: topologyOf(name, layers),
    weightsManifest: [{ paths: paths(weights.length), weights: packed.map(({ entry }) => entry) }],
  };
  return { json: JSON.stringify(model), weights };
}

/** A weight's bytes, and how they are to be read; undefined: 32-bit floats. */
function stored(tensor: Tensor): { readonly bytes: Uint8Array; readonly quantization?: object } {
  const { values, quantised } = tensor;
  if (quantised) {
    const { integers, scale, min } = quantised;
    return { bytes: integers, quantization: { dtype: 'uint8', scale, min, original_dtype: 'float32' } };
  }
  if (fitsHalf(tensor))
    return { bytes: bytesOf(narrow(values)), quantization: { dtype: 'float16', original_dtype: 'float32' } };
  return { bytes: bytesOf(values) };
}

/** Whether float16 holds a weight well enough; what it can't hold at all keeps 32 bits. */
function fitsHalf({ values }: Tensor): boolean {
  if (values.length >= SMALL) return values.every((value) => Math.abs(value) <= LARGEST_HALF);
  return values.every((value) => fromFloat16Bits(float16Bits(value)) === value);
}

/** Little-endian, as every machine with a browser is. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Uint16Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
