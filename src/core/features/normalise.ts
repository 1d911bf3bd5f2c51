import type { BackboneInput } from '../backbone/card.ts';

/**
 * Writes a picture the way a backbone wants it: channels in its order, x = (pixel − mean) / std.
 * @param rgba size² · 4 values, 0…255; alpha is ignored
 * @param out takes size² · 3 values from `offset` on
 */
export function normalise(
  rgba: Uint8ClampedArray,
  { channels, mean, std }: BackboneInput,
  out: Float32Array,
  offset: number,
): void {
  const [first, third] = channels === 'RGB' ? [0, 2] : [2, 0];
  const [m0, m1, m2] = mean;
  const [s0, s1, s2] = std;
  const [f0, f1, f2] = [1 / s0, 1 / s1, 1 / s2];
  for (let from = 0, to = offset; from < rgba.length; from += 4, to += 3) {
    // `?? 0` never happens: all indices are inside; it costs nothing that can be measured.
    out[to] = (rgba[from + first]! - m0) * f0;
    out[to + 1] = (rgba[from + 1]! - m1) * f1;
    out[to + 2] = (rgba[from + third]! - m2) * f2;
  }
}
