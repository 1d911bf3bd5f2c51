import { fromFloat16Bits, narrow } from '../float16.ts';

/**
 * Values as 16-bit floats where that loses nothing: the weights that the site stores so. What a run has learned keeps
 * its 32 bits.
 * @returns null where any value would change
 */
export function losslessHalves(values: Float32Array): Uint16Array<ArrayBuffer> | null {
  // Looked at before all are turned: a weight of 32 bits shows it in its first values.
  for (let i = 0; i < values.length; i += Math.max(1, values.length >> 4))
    if (!survives(values[i] ?? 0)) return null;
  const halves = narrow(values);
  return halves.every((bits, i) => fromFloat16Bits(bits) === values[i]) ? halves : null;
}

const survives = (value: number): boolean =>
  fromFloat16Bits(narrow(Float32Array.of(value))[0] ?? 0) === value;
