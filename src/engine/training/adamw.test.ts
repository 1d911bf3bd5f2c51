import { memory, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startRuntime } from '../../../scripts/models/runtime.ts';
import { seededRandom } from '../../core/random.ts';
import { normal } from '../../core/training/initial.ts';
import { AdamW } from './adamw.ts';

beforeAll(async () => {
  await startRuntime();
});

/**
 * The update as PyTorch documents it (https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html), one
 * number at a time, in 64 bits.
 */
function reference(value: number, gradients: readonly number[], rate: number, decay: number): number {
  let m = 0;
  let v = 0;
  gradients.forEach((gradient, i) => {
    const t = i + 1;
    value -= rate * decay * value;
    m = 0.9 * m + 0.1 * gradient;
    v = 0.999 * v + 0.001 * gradient ** 2;
    value -= (rate * (m / (1 - 0.9 ** t))) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-8);
  });
  return value;
}

test.each([0, 0.1])('follows PyTorch’s formula, biases not decayed, with decay %d', async (weightDecay) => {
  const learningRate = 0.05;
  const shapes = [
    [3, 2],
    [4, 1],
  ] as const;
  const random = seededRandom(1);
  const draw = (scale: number) =>
    shapes.map(([rows, columns]) =>
      Float64Array.from({ length: rows * columns }, () => scale * normal(random)),
    );
  const starts = draw(1);
  // Gradients down to the size of ε, where it matters how it is added.
  const steps = [1, 10, 0.1, 1e-8, 1e-8, 1, 0, 3, 3, 3].map(draw);

  const before = memory().numTensors;
  const tensors = (values: readonly Float64Array[]) =>
    values.map((array, i) => tensor2d(Float32Array.from(array), [...(shapes[i] ?? [0, 0])]));
  const optimizer = new AdamW(tensors(starts), { learningRate, weightDecay });
  const started = memory().numTensors;
  for (const gradients of steps) tidy(() => optimizer.apply(tensors(gradients)));
  expect(memory().numTensors).toBe(started);

  const results: readonly Tensor2D[] = optimizer.parameters;
  for (const [p, start] of starts.entries()) {
    const values = (await results[p]?.data()) ?? [];
    const [rows, columns] = shapes[p] ?? [0, 0];
    start.forEach((value, i) => {
      const bias = i >= (rows - 1) * columns;
      const gradients = steps.map((step) => step[p]?.[i] ?? Number.NaN);
      expect(values[i]).toBeCloseTo(reference(value, gradients, learningRate, bias ? 0 : weightDecay), 5);
    });
  }
  optimizer.dispose();
  expect(memory().numTensors).toBe(before);
});
