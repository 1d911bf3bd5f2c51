import type { Random } from '../random.ts';

/** A standard normal number by the polar method (Marsaglia & Bray 1964). */
export function normal(random: Random): number {
  for (;;) {
    const x = 2 * random() - 1;
    const y = 2 * random() - 1;
    const s = x * x + y * y;
    if (s > 0 && s < 1) return x * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

/**
 * Initial weights of a layer with ReLU after it: normal with variance 2 / inputs (He et al. 2015), and a last row
 * of zeros, the bias.
 * @returns (inputs + 1) · outputs values
 */
export function heNormal(inputs: number, outputs: number, random: Random): Float32Array {
  const deviation = Math.sqrt(2 / inputs);
  return Float32Array.from({ length: (inputs + 1) * outputs }, (_, i) =>
    i < inputs * outputs ? deviation * normal(random) : 0,
  );
}
