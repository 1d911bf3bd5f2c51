import { memory, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { type Random, seededRandom } from '../../core/random.ts';
import { softmax } from '../../core/softmax.ts';
import { predictProbabilities } from '../../core/training/head.ts';
import { normal } from '../../core/training/initial.ts';
import type { HeadRecipe } from '../../core/training/recipe.ts';
import { fitStandardisation, standardise } from '../../core/training/standardise.ts';
import { headLearner } from './head-learner.ts';
import { readParameters, restoreParameters } from './parameters.ts';

beforeAll(async () => {
  await startRuntime();
});

const BATCH = 4;
const FEATURES = 6;
const UNITS = 5;
const CLASSES = 3;
const random = seededRandom('head');
const numbers = (count: number): Float64Array => Float64Array.from({ length: count }, () => normal(random));
const inputs = Float64Array.from({ length: BATCH * (FEATURES + 1) }, (_, i) =>
  i % (FEATURES + 1) === FEATURES ? 1 : normal(random),
);
const error = numbers(BATCH * CLASSES);
/** Uniform numbers that decide what is dropped, row by row. */
const draws = Array.from({ length: BATCH * FEATURES }, random);

/** rows · columns times columns · width. */
function times(a: readonly number[][], b: Float64Array, width: number): number[][] {
  return a.map((row) =>
    Array.from({ length: width }, (_, j) =>
      row.reduce((sum, x, i) => sum + x * (b[i * width + j] ?? Number.NaN), 0),
    ),
  );
}

/** Dropout by its definition: what is drawn below the share is left out, the rest is scaled up. */
function drop(rows: number[][], dropout: number, on: boolean): number[][] {
  if (!on) return rows;
  let drawn = 0;
  return rows.map((row) =>
    row.map((x) => ((draws[drawn++] ?? Number.NaN) < dropout ? 0 : x / (1 - dropout))),
  );
}

/** The head in 64 bits, written for its definition. */
function logits(
  head: HeadRecipe,
  layers: readonly Float64Array[],
  x: Float64Array,
  dropping: boolean,
): number[][] {
  let rows = Array.from({ length: BATCH }, (_, i) => [
    ...x.slice(i * (FEATURES + 1), (i + 1) * (FEATURES + 1) - 1),
  ]);
  const one = (row: readonly number[]) => [...row, 1];
  const [first = new Float64Array(), second = new Float64Array()] = layers;
  if (head.kind === 'linear') return times(drop(rows, head.dropout, dropping).map(one), first, CLASSES);
  rows = times(rows.map(one), first, head.units).map((row) => row.map((value) => Math.max(0, value)));
  return times(drop(rows, head.dropout, dropping).map(one), second, CLASSES);
}

/** Gradient of Σ error · logits by central differences. */
function numeric(of: (values: Float64Array) => number[][], at: Float64Array): number[] {
  const h = 1e-6;
  const value = (values: Float64Array) =>
    of(values)
      .flat()
      .reduce((sum, logit, i) => sum + logit * (error[i] ?? Number.NaN), 0);
  return Array.from(at, (x, i) => (value(at.with(i, x + h)) - value(at.with(i, x - h))) / (2 * h));
}

const kinds: readonly HeadRecipe[] = [
  { kind: 'linear', dropout: 0 },
  { kind: 'linear', dropout: 0.4 },
  { kind: 'hidden', units: UNITS, dropout: 0 },
  { kind: 'hidden', units: UNITS, dropout: 0.4 },
];

const sizes = ({ kind }: HeadRecipe) =>
  kind === 'linear' ? [(FEATURES + 1) * CLASSES] : [(FEATURES + 1) * UNITS, (UNITS + 1) * CLASSES];

/** A learner with random weights in each layer, and those in 64 bits. */
function learnerOf(head: HeadRecipe) {
  const learner = headLearner(head, FEATURES, CLASSES, seededRandom(1));
  const layers = sizes(head).map(numbers);
  restoreParameters(learner, new Map(layers.map((layer, i) => [`head/${i}`, Float32Array.from(layer)])));
  return { learner, layers };
}

const draw = (): Random => {
  let drawn = 0;
  return () => draws[drawn++] ?? Number.NaN;
};

describe.each(kinds)('$kind, dropout $dropout', (head) => {
  test.each([true, false])('gradients are the numeric ones in 64 bits (training: %s)', (training) => {
    const { learner, layers } = learnerOf(head);
    const results = tidy(() => {
      const x = tensor2d(Float32Array.from(inputs), [BATCH, FEATURES + 1]);
      const e = tensor2d(Float32Array.from(error), [BATCH, CLASSES]);
      const pass = learner.forward(x, training ? draw() : null);
      const plain = (tensor: Tensor2D) => [...tensor.dataSync()];
      return {
        logits: plain(pass.logits),
        gradients: pass.backward(e).map(plain),
        inputError: plain(pass.inputError(e)),
        shape: pass.inputError(e).shape,
      };
    });
    const near = (actual: readonly number[] | undefined, wanted: readonly number[]) => {
      expect(actual).toHaveLength(wanted.length);
      wanted.forEach((value, i) => {
        expect(actual?.[i]).toBeCloseTo(value, 4);
      });
    };
    const dropping = training && head.dropout > 0;
    near(results.logits, logits(head, layers, inputs, dropping).flat());
    layers.forEach((layer, at) => {
      const of = (values: Float64Array) => logits(head, layers.with(at, values), inputs, dropping);
      near(results.gradients[at], numeric(of, layer));
    });
    expect(results.shape).toEqual([BATCH, FEATURES]);
    near(
      results.inputError,
      numeric((x) => logits(head, layers, x, dropping), inputs).filter(
        (_, i) => i % (FEATURES + 1) !== FEATURES,
      ),
    );
    learner.dispose();
  });

  test('the head that is read takes raw features', async () => {
    const { learner } = learnerOf(head);
    const raw = Float32Array.from(
      { length: 10 * FEATURES },
      (_, i) => 10 ** (i % FEATURES) * (2 + normal(random)),
    );
    const scale = fitStandardisation(raw, FEATURES);
    const outputs = tidy(() => {
      const x = tensor2d(standardise(raw, scale), [10, FEATURES + 1]);
      return learner.forward(x, null).logits.dataSync();
    });
    const read = await learner.readHead(scale);
    for (let i = 0; i < 10; i++) {
      const wanted = softmax(Float32Array.from(outputs.slice(i * CLASSES, (i + 1) * CLASSES)));
      const p = predictProbabilities(read, raw.subarray(i * FEATURES, (i + 1) * FEATURES));
      wanted.forEach((value, j) => {
        expect(p[j]).toBeCloseTo(value, 4);
      });
    }
    learner.dispose();
  });
});

test('parameters are named, are decayed but for their biases, and are freed', async () => {
  const before = memory().numTensors;
  const learner = headLearner(
    { kind: 'hidden', units: UNITS, dropout: 0 },
    FEATURES,
    CLASSES,
    seededRandom(1),
  );
  expect(learner.parameters.map(({ name, rate, decay }) => ({ name, rate, decay }))).toEqual([
    { name: 'head/0', rate: 1, decay: 'all-but-last-row' },
    { name: 'head/1', rate: 1, decay: 'all-but-last-row' },
  ]);
  const values = await readParameters(learner);
  expect([...values.keys()]).toEqual(['head/0', 'head/1']);
  // It starts from knowing nothing.
  expect(values.get('head/1')?.every((value) => value === 0)).toBe(true);
  learner.dispose();
  expect(memory().numTensors).toBe(before);
});
