/**
 * A convolution's input gradient along one axis, for the inputs at one offset from the stride. Input
 * position · stride + offset − padding, for each position, gets Σ dy[position − j] · kernel[offset + stride · j]: a
 * convolution of the output's gradient, without a stride, with every stride-th tap of the kernel, last tap first.
 * So nothing is multiplied by the zeros between outputs.
 */
export interface StrideOffset {
  /** The kernel's taps in their new order; null where the original has none: all offsets have the same number. */
  readonly taps: readonly (number | null)[];
  /** Zeros around the output's gradient. */
  readonly before: number;
  readonly after: number;
  /** Which of the convolution's outputs belongs to which input. */
  readonly places: readonly { readonly output: number; readonly input: number }[];
}

/** One axis of a convolution. */
export interface Axis {
  readonly input: number;
  readonly output: number;
  readonly kernel: number;
  readonly stride: number;
  /** Zeros before the input. */
  readonly padding: number;
}

/** The offsets of an axis that have inputs; each input is in one of them. */
export function strideOffsets({ input, output, kernel, stride, padding }: Axis): StrideOffset[] {
  const length = Math.ceil(kernel / stride);
  return Array.from({ length: stride }, (_, offset) => {
    const first = Math.ceil((padding - offset) / stride);
    const last = Math.floor((input - 1 + padding - offset) / stride);
    const before = Math.max(0, length - 1 - first);
    const computedFrom = length - 1 - before;
    return {
      taps: Array.from({ length }, (_, t) => {
        const tap = offset + stride * (length - 1 - t);
        return tap < kernel ? tap : null;
      }),
      before,
      after: Math.max(0, last - (output - 1)),
      places: Array.from({ length: last - first + 1 }, (_, i) => ({
        output: first + i - computedFrom,
        input: (first + i) * stride + offset - padding,
      })),
    };
  }).filter(({ places }) => places.length > 0);
}
