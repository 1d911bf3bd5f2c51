import type { Tensor } from './layers.ts';

/** A batch normalisation in inference: gamma · (x − mean) / √(variance + epsilon) + beta, a value a channel each. */
export interface BatchNorm {
  readonly gamma: Tensor | undefined;
  readonly beta: Tensor | undefined;
  readonly mean: Tensor;
  readonly variance: Tensor;
  readonly epsilon: number;
}

/**
 * The convolution that does what a convolution and the batch normalisation after it do together.
 * @param kernel [rows, columns, in, out]
 * @param bias [out]; undefined: zeros
 */
export function foldBatchNorm(
  kernel: Tensor,
  bias: Tensor | undefined,
  norm: BatchNorm,
): { readonly kernel: Tensor; readonly bias: Tensor } {
  const channels = norm.mean.values.length;
  if (kernel.shape.at(-1) !== channels) {
    throw new Error(`a kernel of ${kernel.shape} and a batch-norm of ${channels} channels`);
  }
  const at = (tensor: Tensor | undefined, channel: number, otherwise: number): number =>
    tensor?.values[channel] ?? otherwise;
  const scale = Array.from({ length: channels }, (_, channel) => {
    const variance = at(norm.variance, channel, 0);
    return at(norm.gamma, channel, 1) / Math.sqrt(variance + norm.epsilon);
  });
  // The output channel is the last axis, so it changes fastest.
  const values = kernel.values.map((value, index) => value * (scale[index % channels] ?? 0));
  const shift = scale.map(
    (factor, channel) =>
      at(norm.beta, channel, 0) + (at(bias, channel, 0) - at(norm.mean, channel, 0)) * factor,
  );
  return {
    kernel: { shape: kernel.shape, values },
    bias: { shape: [channels], values: Float32Array.from(shift) },
  };
}
