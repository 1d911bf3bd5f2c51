import { ConversionError } from '../../../src/core/backbone/convert/conversion-error.ts';
import type { Quantised, Tensor } from '../../../src/core/backbone/convert/layers.ts';
import { dequantise } from '../../../src/core/backbone/weights.ts';
import type { TfliteTensor } from './read-tflite.ts';

/** [out, rows, columns, in] → [rows, columns, in, out] */
export function convKernel(tensor: TfliteTensor): Tensor {
  const { shape, values, quantised } = valuesOf(tensor);
  const [outputs = 0, rows = 0, columns = 0, inputs = 0] = shape;
  const each = rows * columns * inputs;
  const outputsLast = <T extends Float32Array | Uint8Array>(from: T, to: T): T => {
    for (let out = 0; out < outputs; out++)
      for (let i = 0; i < each; i++) to[i * outputs + out] = from[out * each + i] ?? 0;
    return to;
  };
  return {
    shape: [rows, columns, inputs, outputs],
    values: outputsLast(values, new Float32Array(values.length)),
    ...(quantised && {
      quantised: {
        ...quantised,
        integers: outputsLast(quantised.integers, new Uint8Array(values.length)),
      },
    }),
  };
}

/** [1, rows, columns, channels] → [rows, columns, channels, 1] */
export function depthwiseKernel(tensor: TfliteTensor): Tensor {
  const [, rows = 0, columns = 0, channels = 0] = tensor.shape;
  return { ...valuesOf(tensor), shape: [rows, columns, channels, 1] };
}

/**
 * A constant as 32-bit floats; one of 8 bits has its integers too.
 * @throws ConversionError where its type is not known here, or it has several scales
 */
export function valuesOf(tensor: TfliteTensor): Tensor {
  const { name, shape, type, data, quantisation } = tensor;
  const length = shape.reduce((product, size) => product * size, 1);
  const numbers = numbersOf(tensor);
  if (numbers.length !== length)
    throw new ConversionError(name, `${numbers.length} numbers in a shape of ${shape}`);
  if (type === 'float32') return { shape, values: Float32Array.from(numbers) };
  const { scale = [1], zeroPoint = [0] } = quantisation ?? {};
  if (scale.length !== 1 || zeroPoint.length > 1) throw new ConversionError(name, 'a scale for each channel');
  const [factor = 1] = scale;
  const [zero = 0] = zeroPoint;
  if (type !== 'uint8')
    return { shape, values: Float32Array.from(numbers, (number) => (number - zero) * factor) };
  const quantised: Quantised = { integers: data, scale: factor, min: -zero * factor };
  return { shape, values: dequantise(data, quantised), quantised };
}

/** A constant as it is stored. @throws ConversionError where its type is not known here */
export function integersOf(tensor: TfliteTensor): readonly number[] {
  return [...numbersOf(tensor)];
}

function numbersOf({ name, type, data }: TfliteTensor): Float32Array | Int32Array | Uint8Array {
  // A copy is aligned whatever the offset.
  const { buffer } = Uint8Array.from(data);
  switch (type) {
    case 'float32':
      return new Float32Array(buffer);
    case 'int32':
      return new Int32Array(buffer);
    case 'uint8':
      return data;
    default:
      throw new ConversionError(name, `a constant of type ${type}`);
  }
}
