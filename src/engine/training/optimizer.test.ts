import { memory, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { seededRandom } from '../../core/random.ts';
import { normal } from '../../core/training/initial.ts';
import type { Parameter } from './learner.ts';
import { Optimizer } from './optimizer.ts';

beforeAll(async () => {
  await startRuntime();
});

const random = seededRandom(1);
const shapes: readonly {
  readonly shape: readonly number[];
  readonly decay: Parameter['decay'];
  readonly rate: number;
}[] = [
  { shape: [3, 2], decay: 'all-but-last-row', rate: 1 },
  { shape: [4, 1], decay: 'all-but-last-row', rate: 1 / 2.6 },
  { shape: [3, 3, 2, 2], decay: 'all', rate: 0.5 },
  { shape: [5], decay: 'none', rate: 1 },
];
const draw = (scale: number) =>
  shapes.map(({ shape }) =>
    Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => scale * normal(random)),
  );
const starts = draw(1);
// Gradients down to the size of Adam's ε, where it matters how it is added.
const steps = [1, 10, 0.1, 1e-8, 1e-8, 1, 0, 3, 3, 3].map(draw);
const rates = steps.map((_, t) => 0.05 / (1 + t));

const tensors = (values: readonly Float64Array[]): Tensor[] =>
  values.map((array, i) => tensor(Float32Array.from(array), [...(shapes[i]?.shape ?? [])]));
const parametersAt = (values: readonly Float64Array[]): Parameter[] =>
  tensors(values).map((value, i) => ({
    name: `parameter/${i}`,
    value,
    rate: shapes[i]?.rate ?? 1,
    decay: shapes[i]?.decay ?? 'all',
  }));
const read = async (parameters: readonly Parameter[]) =>
  Promise.all(parameters.map(async ({ value }) => [...(await value.data())]));

/** One number's update in 64 bits: its gradients with the rates of the steps. */
type Reference = (
  value: number,
  gradients: readonly number[],
  rates: readonly number[],
  decay: number,
) => number;

/** As PyTorch documents it: https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html. */
const adamW: Reference = (start, gradients, rates, decay) => {
  let [value, m, v] = [start, 0, 0];
  gradients.forEach((gradient, i) => {
    const t = i + 1;
    const rate = rates[i] ?? Number.NaN;
    value -= rate * decay * value;
    m = 0.9 * m + 0.1 * gradient;
    v = 0.999 * v + 0.001 * gradient ** 2;
    value -= (rate * (m / (1 - 0.9 ** t))) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-8);
  });
  return value;
};

/** As PyTorch documents it (torch.optim.SGD, dampening 0, no Nesterov), with AdamW's decay. */
const sgd: Reference = (start, gradients, rates, decay) => {
  let [value, b] = [start, 0];
  gradients.forEach((gradient, i) => {
    const rate = rates[i] ?? Number.NaN;
    value -= rate * decay * value;
    b = i === 0 ? gradient : 0.9 * b + gradient;
    value -= rate * b;
  });
  return value;
};

/** What each number of each parameter should be. `clip`: as torch.nn.utils.clip_grad_norm_. */
function expected(reference: Reference, weightDecay: number, clip: number): number[][] {
  const factors = steps.map((step) => {
    const norm = Math.sqrt(step.reduce((sum, array) => sum + array.reduce((s, g) => s + g * g, 0), 0));
    return clip > 0 ? Math.min(1, clip / (norm + 1e-6)) : 1;
  });
  return starts.map((start, p) => {
    const { shape, decay, rate } = shapes[p] ?? { shape: [0], decay: 'none', rate: 1 };
    const lastRow = start.length - (shape.at(-1) ?? 0);
    return Array.from(start, (value, i) => {
      const decayed = decay === 'all' || (decay === 'all-but-last-row' && i < lastRow);
      const gradients = steps.map((step, t) => (step[p]?.[i] ?? Number.NaN) * (factors[t] ?? 1));
      const own = rates.map((r) => r * rate);
      return reference(value, gradients, own, decayed ? weightDecay : 0);
    });
  });
}

const recipe = (optimizer: 'adamw' | 'sgd', clipNorm = 0) => ({ optimizer, momentum: 0.9, clipNorm });

test.each([
  ['adamw', adamW, 0, 0],
  ['adamw', adamW, 0.1, 0],
  ['adamw', adamW, 0.1, 2],
  ['sgd', sgd, 0, 0],
  ['sgd', sgd, 0.1, 0],
  ['sgd', sgd, 0.1, 2],
] as const)(
  '%s follows PyTorch’s formula, biases not decayed (%#: decay %3$d, clip %4$d)',
  async (kind, reference, weightDecay, clip) => {
    const before = memory().numTensors;
    const parameters = parametersAt(starts);
    const optimizer = new Optimizer(parameters, recipe(kind, clip), weightDecay);
    steps.forEach((gradients, t) => {
      tidy(() => optimizer.apply(tensors(gradients), rates[t] ?? Number.NaN));
    });
    const results = await read(parameters);
    expected(reference, weightDecay, clip).forEach((values, p) => {
      values.forEach((value, i) => {
        expect(results[p]?.[i]).toBeCloseTo(value, 5);
      });
    });
    optimizer.dispose();
    for (const { value } of parameters) value.dispose();
    expect(memory().numTensors).toBe(before);
  },
);

test.each(['adamw', 'sgd'] as const)('%s goes on from its state as if it had not stopped', async (kind) => {
  const before = memory().numTensors;
  const half = steps.length / 2;
  const take = (optimizer: Optimizer, from: number, to: number) => {
    for (let t = from; t < to; t++)
      tidy(() => optimizer.apply(tensors(steps[t] ?? []), rates[t] ?? Number.NaN));
  };
  const whole = parametersAt(starts);
  const through = new Optimizer(whole, recipe(kind), 0.1);
  take(through, 0, steps.length);

  const first = parametersAt(starts);
  const stopped = new Optimizer(first, recipe(kind), 0.1);
  take(stopped, 0, half);
  const state = structuredClone(await stopped.state());
  const second = parametersAt((await read(first)).map((values) => Float64Array.from(values)));
  const resumed = new Optimizer(second, recipe(kind), 0.1);
  resumed.restore(state);
  take(resumed, half, steps.length);

  expect(await read(second)).toEqual(await read(whole));
  for (const optimizer of [through, stopped, resumed]) optimizer.dispose();
  for (const { value } of [...whole, ...first, ...second]) value.dispose();
  expect(memory().numTensors).toBe(before);
});
