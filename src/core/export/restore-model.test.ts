import { expect, test } from 'vitest';
import {
  randomHead,
  tinyBackbone,
  tinyInput,
  tinyManifest,
} from '../../../test-support/core/export/fake-model.ts';
import type { Weights } from '../backbone/weights.ts';
import { restoreModel } from './restore-model.ts';
import { wholeModel } from './whole-model.ts';

const TEMPERATURE = 1.7;
const head = randomHead([5, 7, 3]);
const own = tinyBackbone(true);
const backbone = { ...own, input: tinyInput };
const manifest = tinyManifest();

/** The backbone with one weight as a run has changed it. */
const tuned: Weights = new Map([
  ...own.weights,
  ['last/bias', { shape: [5], values: Float32Array.of(1, 2, 3, 4, 5) }] as const,
]);
const whole = wholeModel({ topology: own.topology, weights: tuned }, tinyInput, head, TEMPERATURE);

/** The weights with one in another way. */
const changed = (name: string, shape: readonly number[], values: Float32Array): Weights =>
  new Map([...whole.weights, [name, { shape, values }] as const]);

test('head and tuned weights come out as they went in', () => {
  const restored = restoreModel(backbone, manifest, whole.weights);
  expect(restored.model).toEqual(whole);
  expect([...restored.tuned]).toEqual([['last/bias', Float32Array.of(1, 2, 3, 4, 5)]]);
  restored.head.forEach((layer, i) => {
    layer.kernel.forEach((value, j) => {
      expect(value).toBeCloseTo(head[i]?.kernel[j] ?? Number.NaN, 6);
    });
    layer.bias.forEach((value, j) => {
      expect(value).toBeCloseTo(head[i]?.bias[j] ?? Number.NaN, 6);
    });
  });
});

test('a backbone that was left as it was leaves nothing tuned', () => {
  const plain = wholeModel(own, tinyInput, head, TEMPERATURE);
  expect(restoreModel(backbone, manifest, plain.weights).tuned.size).toBe(0);
});

test('what does not fit is refused with the name of the weights', () => {
  const missing = new Map(whole.weights);
  missing.delete('last/kernel');
  expect(() => restoreModel(backbone, manifest, missing)).toThrow('last/kernel are missing');
  const restore = (weights: Weights) => () => restoreModel(backbone, manifest, weights);
  expect(restore(changed('last/bias', [6], new Float32Array(6)))).toThrow('last/bias are [6], and not [5]');
  expect(restore(changed('last/bias', [5], new Float32Array(6)))).toThrow('not as many as their shape says');
  expect(restore(changed('last/bias', [5], new Float32Array(5).fill(Number.NaN)))).toThrow('no number');
  expect(restore(changed('hidden/kernel', [7, 5], new Float32Array(35)))).toThrow('hidden');
  const two = { ...manifest, classes: manifest.classes.slice(0, 2) };
  expect(() => restoreModel(backbone, two, whole.weights)).toThrow('3 outputs for 2 classes');
});

test('weights above the depth that is read are neither exported nor asked for', () => {
  const above = ['above/kernel', { shape: [1], values: Float32Array.of(1) }] as const;
  const deeper = { ...backbone, weights: new Map([...own.weights, above]) };
  const model = wholeModel(deeper, tinyInput, head, TEMPERATURE);
  expect(model.weights.has('above/kernel')).toBe(false);
  expect(model.topology.weights.map(({ name }) => name)).not.toContain('above/kernel');
  const restored = restoreModel(deeper, manifest, model.weights);
  expect(restored.model).toEqual(model);
  expect(restored.tuned.size).toBe(0);
});
