import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { randomHead, tinyDepths, tinyInput } from '../../../test-support/core/export/fake-model.ts';
import { exportInput } from '../../../test-support/engine/export/onnx/export-input.ts';
import { runOnnx } from '../../../test-support/engine/export/onnx/run-onnx.ts';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import type { Exporter, WeightReader } from '../../core/export/exported.ts';
import { goldenPattern } from '../../core/export/golden-pattern.ts';
import { wholeModel } from '../../core/export/whole-model.ts';
import { answerer } from '../../exported/html/answerer.ts';
import { answerWhole } from './golden.ts';
import { readHtml } from './html/read-html.ts';
import { unpackHtml } from './html/unpack-html.ts';
import { writeHtml } from './html/write-html.ts';
import { readKeras } from './keras/read-keras.ts';
import { writeKeras } from './keras/write-keras.ts';
import { readOnnx } from './onnx/read-onnx.ts';
import { onnxBytes, writeOnnx } from './onnx/write-onnx.ts';
import { readTfjs } from './tfjs/read-tfjs.ts';
import { writeTfjs } from './tfjs/write-tfjs.ts';

/* A backbone that is read at two depths ends in a concatenation of vectors: each format has to say so. */

const { size } = tinyInput;
const picture = goldenPattern(size, 1);
const rgb = Float32Array.from(picture.filter((_, i) => i % 4 < 3));
const whole = wholeModel(tinyDepths(), tinyInput, randomHead([9, 7, 3]), 1.7);
const { manifest } = exportInput(whole);
const input = exportInput(whole, { input: { ...manifest.input, size } });
let expected: Float32Array = new Float32Array();

beforeAll(async () => {
  await startRuntime();
  [expected = new Float32Array()] = await answerWhole(whole, size, [picture], new AbortController().signal);
  expect(expected).toHaveLength(3);
  expect(Math.max(...expected)).toBeLessThan(0.999);
});

type Files = Map<string, Uint8Array<ArrayBuffer>>;

async function written(write: Exporter): Promise<Files> {
  const bundle = async (name: string) => new TextEncoder().encode(`bundle ${name}`);
  const files = await write({ ...input, bundle });
  return new Map(
    files.map(({ path, content }) => [
      path,
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    ]),
  );
}

function expectAnswer(values: ArrayLike<number> | undefined): void {
  expect(values).toHaveLength(3);
  expected.forEach((value, i) => {
    expect(Math.abs(value - (values?.[i] ?? Number.NaN))).toBeLessThan(1e-5);
  });
}

const json = (bytes: Uint8Array | undefined) => JSON.parse(new TextDecoder().decode(bytes));

test('TensorFlow.js: tfjs-layers answers as the page does', async () => {
  const files = await written(writeTfjs);
  const { modelTopology, weightsManifest } = json(files.get('model.json'));
  const [{ paths, weights }] = weightsManifest;
  const weightData = await new Blob(paths.map((path: string) => files.get(path) ?? '')).arrayBuffer();
  const model = await loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: weights, weightData }));
  const images = tf.tensor4d(rgb, [1, size, size, 3]);
  expectAnswer(await (model.predict(images) as tf.Tensor).data());
});

test('ONNX: onnxruntime answers as the page does', async () => {
  const { probabilities } = await runOnnx(onnxBytes(input), rgb, [1, size, size, 3]);
  expectAnswer(probabilities?.values);
});

test('HTML: its page answers as this one does', async () => {
  expectAnswer((await answerer(whole, input.manifest, null)(picture)).probabilities);
});

test('Keras: the concatenation is one of vectors, and what training starts from', async () => {
  const files = await written(writeKeras);
  const archive = new Map<string, Uint8Array>();
  const reader = new ZipReader(new Uint8ArrayReader(files.get('model.keras') ?? new Uint8Array()));
  for (const entry of await reader.getEntries())
    if (!entry.directory) archive.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  const layers: readonly { readonly name: string; readonly class_name: string; readonly config: object }[] =
    json(archive.get('config.json')).config.layers;
  const features = layers.find(({ name }) => name === 'features');
  expect(features).toMatchObject({ class_name: 'Concatenate', config: { axis: -1 } });
  const shapes = JSON.stringify(features).match(/"shape":\[[^\]]*\]/g);
  expect(shapes).toEqual(['"shape":[null,4]', '"shape":[null,5]']);
  expect(layers.filter(({ class_name }) => class_name === 'GlobalAveragePooling2D')).toHaveLength(2);
  expect(json(files.get('training.json')).features).toBe('features');
});

describe('weights are read back', () => {
  test.each<[string, Exporter, WeightReader]>([
    ['TensorFlow.js', writeTfjs, readTfjs],
    ['ONNX', writeOnnx, readOnnx],
    ['Keras', writeKeras, readKeras],
    [
      'HTML',
      writeHtml,
      async (files) => readHtml(await unpackHtml([...files.values()][0] ?? new Uint8Array())),
    ],
  ])('%s', async (_, write, read) => {
    const weights = await read(await written(write));
    expect([...weights.keys()].sort()).toEqual([...whole.weights.keys()].sort());
    for (const [name, { shape, values }] of whole.weights) {
      expect(weights.get(name)?.shape, name).toEqual(shape);
      expect(weights.get(name)?.values, name).toEqual(values);
    }
  });
});
