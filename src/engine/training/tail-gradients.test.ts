import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import type { Step } from '../../core/backbone/program.ts';
import { seededRandom, shuffle } from '../../core/random.ts';
import { operation } from '../backbone/operation.ts';
import { registerWasmGradients } from '../backend/gradients/register.ts';
import { stepGradients } from './tail-gradients.ts';

beforeAll(async () => {
  await startRuntime();
  registerWasmGradients();
});

/** Distinct values 0.02 apart, none within 0.01 of 0 or 6: no step of `STEP` crosses a corner or changes a maximum. */
function spaced(shape: readonly number[], seed: string): Float32Array {
  const count = shape.reduce((product, n) => product * n, 1);
  const places = Array.from({ length: count }, (_, i) => i - Math.floor(count / 2));
  return Float32Array.from(shuffle(places, seededRandom(seed)), (i) => 0.02 * i + 0.01);
}
const STEP = 0.005;

const plain = { inputs: [], output: 'y' } as const;
const none = new Float32Array();
const convolution = (
  op: 'conv' | 'depthwise',
  kernelShape: [number, number, number, number],
  strides: [number, number],
  padding: 'same' | 'valid',
): Step => ({ ...plain, op, kernel: none, kernelShape, bias: none, strides, padding, activation: 'linear' });
const pool = (
  op: 'maxPool' | 'averagePool',
  size: number,
  stride: number,
  padding: 'same' | 'valid',
): Step => ({ ...plain, op, size: [size, size], strides: [stride, stride], padding });

const picture = [2, 5, 6, 3];
const cases: [string, Step, number[][]][] = [
  ['1×1 convolution', convolution('conv', [1, 1, 3, 4], [1, 1], 'same'), [picture]],
  ['1×1 convolution to fewer channels', convolution('conv', [1, 1, 3, 2], [1, 1], 'valid'), [picture]],
  ['1×1 convolution, stride 2', convolution('conv', [1, 1, 3, 4], [2, 2], 'valid'), [picture]],
  ['3×3 convolution, same', convolution('conv', [3, 3, 3, 2], [1, 1], 'same'), [picture]],
  ['3×3 convolution, stride 2, valid', convolution('conv', [3, 3, 3, 2], [2, 2], 'valid'), [picture]],
  ['5×5 convolution, stride 2, same', convolution('conv', [5, 5, 3, 2], [2, 2], 'same'), [picture]],
  ['1×7 convolution', convolution('conv', [1, 7, 3, 2], [1, 1], 'same'), [picture]],
  ['7×1 convolution', convolution('conv', [7, 1, 3, 2], [1, 1], 'same'), [picture]],
  ['3×3 depthwise, same', convolution('depthwise', [3, 3, 3, 1], [1, 1], 'same'), [picture]],
  ['5×5 depthwise, stride 2, same', convolution('depthwise', [5, 5, 3, 1], [2, 2], 'same'), [picture]],
  ['3×3 depthwise, stride 2, valid', convolution('depthwise', [3, 3, 3, 1], [2, 2], 'valid'), [picture]],
  ['add', { ...plain, op: 'add' }, [picture, picture]],
  ['multiply', { ...plain, op: 'multiply' }, [picture, picture]],
  ['multiply, spread over the picture', { ...plain, op: 'multiply' }, [[2, 1, 1, 3], picture]],
  ['multiply, spread over the picture, turned', { ...plain, op: 'multiply' }, [picture, [2, 1, 1, 3]]],
  ['concat', { ...plain, op: 'concat' }, [picture, [2, 5, 6, 1], [2, 5, 6, 4]]],
  ['concat of vectors', { ...plain, op: 'concat' }, [[2, 3], [2, 1], [2, 4]]], // biome-ignore format: a shape each
  ['globalAverage', { ...plain, op: 'globalAverage' }, [picture]],
  ['spatial', { ...plain, op: 'spatial' }, [[2, 3]]],
  ['addScalar', { ...plain, op: 'addScalar', value: 3 }, [picture]],
  ['scale', { ...plain, op: 'scale', value: -1.5 }, [picture]],
  ['relu', { ...plain, op: 'relu' }, [picture]],
  ['relu6', { ...plain, op: 'relu6' }, [[4, 10, 11, 3]]],
  ['sigmoid', { ...plain, op: 'sigmoid' }, [picture]],
  ['maxPool, same', pool('maxPool', 3, 1, 'same'), [picture]],
  ['maxPool, stride 2, valid', pool('maxPool', 3, 2, 'valid'), [picture]],
  ['averagePool, same', pool('averagePool', 3, 1, 'same'), [picture]],
  ['averagePool, stride 2, same', pool('averagePool', 3, 2, 'same'), [picture]],
  ['averagePool, stride 2, valid', pool('averagePool', 2, 2, 'valid'), [picture]],
  ['zeroPad', { ...plain, op: 'zeroPad', padding: [[1, 2], [0, 1]] }, [picture]], // biome-ignore format: one pair a side
];

interface Operand {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Inputs, then filter and bias where the step is a convolution. */
function operandsOf(step: Step, shapes: number[][]): Operand[] {
  const ofWeights: (readonly number[])[] =
    step.op === 'conv' || step.op === 'depthwise'
      ? [step.kernelShape, [step.kernelShape[step.op === 'conv' ? 3 : 2]]]
      : [];
  return [...shapes, ...ofWeights].map((shape, i) => ({ shape, values: spaced(shape, `${i}`) }));
}

function onDevice(step: Step, operands: readonly Operand[]) {
  const tensors = operands.map(({ shape, values }) => tf.tensor(values, [...shape]));
  const [filter, bias] = step.op === 'conv' || step.op === 'depthwise' ? tensors.splice(-2) : [];
  const weights = filter && bias ? { filter, bias } : null;
  const output = operation(step, () => {})(tensors, weights);
  return { inputs: tensors, weights, output };
}

/** Σ output · weight in 64 bits. */
function loss(step: Step, operands: readonly Operand[]): number {
  return tf.tidy(() => {
    const { output } = onDevice(step, operands);
    const weight = spaced(output.shape, 'loss');
    return Array.from(output.dataSync()).reduce((sum, value, i) => sum + value * (weight[i] ?? 0), 0);
  });
}

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
  });

  test.each(cases)('%s: gradients are central finite differences', (_, step, shapes) => {
    const operands = operandsOf(step, shapes);
    const gradients = tf.tidy(() => {
      const values = onDevice(step, operands);
      const gradient = tf.tensor(spaced(values.output.shape, 'loss'), values.output.shape);
      const made = stepGradients(
        step,
        gradient,
        values,
        shapes.map(() => true),
      );
      const all = [...made.inputs, ...(made.weights ? [made.weights.filter, made.weights.bias] : [])];
      return all.map((tensor) => ({ shape: tensor?.shape, values: tensor?.dataSync() }));
    });
    expect(gradients).toHaveLength(operands.length);
    operands.forEach(({ shape, values }, i) => {
      const { shape: actualShape, values: actual = [] } = gradients[i] ?? {};
      expect(actualShape).toEqual(shape);
      const largest = Math.max(...Array.from(actual, Math.abs));
      // A sample of the values: each costs two passes.
      const stride = Math.max(1, Math.floor(values.length / 60));
      for (let j = 0; j < values.length; j += stride) {
        const moved = (by: number) =>
          loss(
            step,
            operands.map((operand, at) => {
              if (at !== i) return operand;
              const changed = operand.values.slice();
              changed[j] = (changed[j] ?? 0) + by;
              return { ...operand, values: changed };
            }),
          );
        const expected = (moved(STEP) - moved(-STEP)) / (2 * STEP);
        expect(Math.abs((actual[j] ?? Number.NaN) - expected)).toBeLessThan(2e-3 * Math.max(1, largest));
      }
    });
  });

  test('what is not wanted is not computed', () => {
    tf.tidy(() => {
      const step: Step = { ...plain, op: 'add' };
      const { inputs, output } = onDevice(step, operandsOf(step, [picture, picture]));
      const before = tf.memory().numTensors;
      const made = stepGradients(step, output, { inputs, output, weights: null }, [false, true]);
      expect(made.inputs[0]).toBeNull();
      expect(tf.memory().numTensors).toBe(before + 1);
    });
  });
});
