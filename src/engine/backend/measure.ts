import { matMul, randomUniform, type Tensor, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import type { Backbone } from '../backbone/load.ts';
import { yieldToMessages } from '../training/yield.ts';

/** The bare backbone on ready tensors, read back once a batch: milliseconds an image, median of `times` batches. */
export async function measureForward(
  { card, program }: Backbone,
  batch: number,
  signal: AbortSignal,
  times = 15,
): Promise<number> {
  const input = randomUniform([batch, card.input.size, card.input.size, 3], 0, 255);
  try {
    return (await median(() => program.run(input), times, signal)) / batch;
  } finally {
    input.dispose();
  }
}

/** Floating-point operations a second of a 1024 × 1024 by 1024 × 1024 float32 product. */
export async function measureMatMul(signal: AbortSignal): Promise<number> {
  const n = 1024;
  const matrix = randomUniform([n, n]) as Tensor2D;
  try {
    const milliseconds = await median(() => tidy(() => matMul(matrix, matrix)), 7, signal);
    return (2 * n ** 3) / (milliseconds / 1000);
  } finally {
    matrix.dispose();
  }
}

/** Median milliseconds of running something and reading its result, after two runs to warm up. */
async function median(run: () => Tensor, times: number, signal: AbortSignal): Promise<number> {
  const taken: number[] = [];
  for (let i = -2; i < times; i++) {
    signal.throwIfAborted();
    const began = performance.now();
    const result = run();
    await result.data();
    if (i >= 0) taken.push(performance.now() - began);
    result.dispose();
    await yieldToMessages();
  }
  taken.sort((a, b) => a - b);
  return taken[Math.floor(taken.length / 2)] ?? 0;
}
