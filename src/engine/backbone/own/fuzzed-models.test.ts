import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configure } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import { files as asSource } from '../../../../test-support/engine/backbone/own/brought.ts';
import { unzip, zipOf } from '../../../../test-support/engine/backbone/own/keras-files.ts';
import { asPytorch, asTensorflow } from '../../../../test-support/engine/backbone/own/onnx-file.ts';
import { bounded, mutatedBytes, saysSomething } from '../../../../test-support/engine/mutate-bytes.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { seededRandom } from '../../../core/random.ts';
import { readModel } from './read-model.ts';

configure({ useWebWorkers: false });

type Files = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

const text = (words: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(words);
const byKeras = new Uint8Array(
  readFileSync(join(import.meta.dirname, '../../../../test-support/engine/export/keras/model.keras')),
);
const wholeH5 = new Uint8Array(
  readFileSync(join(import.meta.dirname, '../../../../test-support/engine/backbone/own/whole.h5')),
);

const options = {
  origin: 'https://here.example',
  signal: new AbortController().signal,
  onStep: () => {},
};
const read = (files: Files) => readModel(asSource(files), options);

/** Reads a model's files, one of them damaged anew each time: it is a model, or refused in words and by its name. */
async function fuzz(rounds: number, seed: string, files: Files, damage = mutateOne) {
  const random = seededRandom(seed);
  // What is fetched with the first file counts for none.
  const { cuts } = await read(files);
  let refused = 0;
  for (let round = 0; round < rounds; round++) {
    const changed = await damage(files, random);
    try {
      const model = await bounded(() => read(changed));
      // What was let through has what everything after it rests on.
      expect(model.cuts.length, `round ${round}`).toBeGreaterThan(0);
    } catch (error) {
      if (!(error instanceof FailureError)) throw new Error(`round ${round}: ${error}`, { cause: error });
      refused++;
      const words = `round ${round}: ${JSON.stringify(error.failure)}`;
      expect(error.failure.code, words).not.toBe('unexpected');
      expect(saysSomething(error.failure), words).toBe(true);
      expect(error.failure.file, words).toBeTruthy();
    }
  }
  // The next sound file is read as ever.
  expect((await read(files)).cuts).toEqual(cuts);
  return refused;
}

async function mutateOne(files: Files, random: () => number): Promise<Files> {
  const names = Object.keys(files);
  const name = names[Math.floor(random() * names.length)] ?? '';
  return { ...files, [name]: mutatedBytes(files[name] ?? new Uint8Array(2), random) };
}

test('60 damaged TensorFlow.js models', async () => {
  const conv = (name: string, more: object = {}) => ({
    class_name: 'Conv2D',
    config: { name, strides: [1, 1], padding: 'same', activation: 'relu', ...more },
  });
  const layers = [conv('eye', { batch_input_shape: [null, 64, 64, 3] }), conv('ear')];
  const weights = [
    { name: 'eye/kernel', shape: [1, 1, 3, 2], dtype: 'float32' },
    { name: 'eye/bias', shape: [2], dtype: 'float32' },
    { name: 'ear/kernel', shape: [3, 3, 2, 4], dtype: 'float32' },
    { name: 'ear/bias', shape: [4], dtype: 'float32' },
  ];
  const json = {
    modelTopology: { class_name: 'Sequential', config: { name: 'net', layers } },
    weightsManifest: [{ paths: ['a.bin', 'b.bin'], weights }],
  };
  const values = new Uint8Array(Float32Array.from({ length: 84 }, (_, i) => i / 84).buffer);
  const files = {
    'model.json': text(JSON.stringify(json)),
    'a.bin': values.slice(0, 100),
    'b.bin': values.slice(100),
  };
  expect(await fuzz(60, 'tfjs', files)).toBeGreaterThan(20);
});

test('80 damaged ONNX files', async () => {
  const middle = { make: (file: { relu(x: string): string }, x: string) => file.relu(x), channels: 6 };
  expect(await fuzz(40, 'pytorch', { 'net.onnx': asPytorch(middle, 64) })).toBeGreaterThan(8);
  expect(await fuzz(40, 'tensorflow', { 'net.onnx': asTensorflow(middle, 64) })).toBeGreaterThan(8);
});

test('60 damaged .keras files, half of them in what their zip holds', async () => {
  expect(await fuzz(30, 'keras', { 'net.keras': byKeras })).toBeGreaterThan(10);
  const inside = await unzip(byKeras);
  const within = async (_: Files, random: () => number): Promise<Files> => {
    const changed = await mutateOne(Object.fromEntries(inside), random);
    return { 'net.keras': await zipOf(new Map(Object.entries(changed))) };
  };
  expect(await fuzz(30, 'inside keras', { 'net.keras': byKeras }, within)).toBeGreaterThan(5);
});

test('50 damaged .h5 files', async () => {
  expect(await fuzz(50, 'h5', { 'net.h5': wholeH5 })).toBeGreaterThan(10);
});
