import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tensor4d } from '@tensorflow/tfjs-core';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { File, Group, ready } from 'h5wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import { everyKind, fixturePicture } from '../../../../test-support/engine/export/keras/every-kind.ts';
import { exportInput } from '../../../../test-support/engine/export/onnx/export-input.ts';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import { compile } from '../../../core/backbone/program.ts';
import type { Layer } from '../../../core/backbone/topology.ts';
import { wholeParts } from '../../../core/export/whole-parts.ts';
import { predictProbabilities } from '../../../core/training/head.ts';
import { loadProgram } from '../../backbone/run-program.ts';
import { changedNames } from './names.ts';
import { readKeras } from './read-keras.ts';
import { kerasArchive, writeKeras } from './write-keras.ts';

// model.keras and answer.json were written by Keras 3.15.1 on JAX: make_fixture.py beside them.
const FIXTURE = join(import.meta.dirname, '../../../../test-support/engine/export/keras');
const byKeras = new Uint8Array(readFileSync(join(FIXTURE, 'model.keras')));
const model = everyKind();
const SAVED = new Date('2026-11-24T18:56:00Z');

interface Entry {
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
}
interface Config {
  readonly config: { readonly layers: readonly Entry[] };
}

async function unzip(bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const entry of await new ZipReader(new Uint8ArrayReader(bytes)).getEntries())
    if (!entry.directory) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  return files;
}

const jsonIn = (files: ReadonlyMap<string, Uint8Array>, path: string): unknown =>
  JSON.parse(new TextDecoder().decode(files.get(path)));

/** Each path of an HDF5 file, with the name that Keras gave it and the shape of its values. */
async function contents(bytes: Uint8Array | undefined): Promise<readonly unknown[]> {
  const { FS } = await ready;
  FS.writeFile('contents.h5', bytes ?? new Uint8Array());
  const file = new File('contents.h5', 'r');
  const list = file.paths().map((path) => {
    const found = file.get(path);
    if (found instanceof Group) return { path, name: found.attrs.name?.value };
    return { path, shape: found !== null && 'shape' in found ? found.shape : null };
  });
  file.close();
  return list.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What is left out or filled otherwise on purpose: see layer-config.ts. */
const LEFT_OUT = ['optional', 'ragged', 'quantization_config'];
const comparable = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => {
      // An address in the memory of the Python that wrote the file.
      if (key === 'shared_object_id' || LEFT_OUT.includes(key)) return undefined;
      return key.endsWith('_initializer') ? 'the weights come from the file' : inner;
    }),
  );

describe('a model with every kind of layer', () => {
  let ours: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  let theirs: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  beforeAll(async () => {
    await startRuntime();
    ours = await unzip(await kerasArchive(model, new Map(), SAVED));
    theirs = await unzip(byKeras);
  });

  test('is described as Keras describes it, layers in its order', () => {
    expect(comparable(jsonIn(ours, 'config.json'))).toEqual(comparable(jsonIn(theirs, 'config.json')));
  });

  test('has the files, groups, names and shapes that Keras writes', async () => {
    expect([...ours.keys()]).toEqual([...theirs.keys()]);
    expect(Object.keys(jsonIn(ours, 'metadata.json') as object)).toEqual(['keras_version', 'date_saved']);
    expect(await contents(ours.get('model.weights.h5'))).toEqual(
      await contents(theirs.get('model.weights.h5')),
    );
  });

  test('gives no argument that Keras does not know', () => {
    const layersOf = (files: typeof ours) => (jsonIn(files, 'config.json') as Config).config.layers;
    const known = new Map(layersOf(theirs).map(({ name, config }) => [name, Object.keys(config)]));
    for (const { name, config } of layersOf(ours))
      expect(known.get(name)).toEqual(expect.arrayContaining(Object.keys(config)));
  });

  test('reads the weights that Keras wrote, and its own', async () => {
    const written = await kerasArchive(model, new Map(), SAVED);
    for (const bytes of [byKeras, written]) {
      const weights = await readKeras(new Map([['model.keras', bytes]]));
      expect([...weights.keys()].sort()).toEqual([...model.weights.keys()].sort());
      for (const [name, { shape, values }] of model.weights) {
        expect(weights.get(name)?.shape, name).toEqual(shape);
        const largest = values.reduce(
          (most, value, i) => Math.max(most, Math.abs(value - (weights.get(name)?.values[i] ?? 1))),
          0,
        );
        expect(largest, name).toBeLessThan(1e-7);
      }
    }
  });

  test('answers on the page what it answers in Keras', async () => {
    const { trunk, head } = wholeParts(model);
    const program = loadProgram(compile(trunk, model.weights));
    const input = tensor4d(fixturePicture(), [1, 16, 16, 3]);
    const features = (await program.run(input).data()) as Float32Array;
    const expected = JSON.parse(readFileSync(join(FIXTURE, 'answer.json'), 'utf8')) as number[];
    predictProbabilities(head, features).forEach((probability, i) => {
      expect(probability).toBeCloseTo(expected[i] ?? 0, 5);
    });
  });
});

test('names that Keras does not take are changed, and changed back', async () => {
  const own = (name: string) => name.replace('stem', 'Stem/Conv').replace('mixed', 'größe');
  const layers = model.topology.layers.map(
    (layer): Layer => ({ ...layer, name: own(layer.name), inputs: layer.inputs.map(own) }),
  );
  const weights = new Map([...model.weights].map(([name, weight]) => [own(name), weight]));
  const changed = changedNames(layers);
  expect(changed.get('Stem/Conv')).toBe('layer_Stem_Conv');

  const bytes = await kerasArchive({ topology: { ...model.topology, layers }, weights }, changed, SAVED);
  const { config } = jsonIn(await unzip(bytes), 'config.json') as Config;
  for (const { name } of config.layers) expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
  const renamed = Object.fromEntries([...changed].map(([name, keras]) => [keras, name]));
  const training = new TextEncoder().encode(JSON.stringify({ renamed }));
  const read = await readKeras(
    new Map([
      ['model.keras', bytes],
      ['training.json', training],
    ]),
  );
  expect([...read.keys()].sort()).toEqual([...weights.keys()].sort());
});

test('the export has the model, what training needs to know of it, and the scripts as they are', async () => {
  const blocks = [{ name: 'top', layers: ['window', 'mixed', 'excite'], parameters: 1 }];
  const data = {
    fingerprint: '',
    pictures: Uint32Array.of(1, 2, 0xfffffffe, 4),
    labels: Uint16Array.of(0, 1),
    splits: Uint8Array.of(0, 2),
  };
  const files = new Map(
    (await writeKeras({ ...exportInput(model), blocks, data })).map(({ path, content }) => [path, content]),
  );
  expect(JSON.parse(String(files.get('training.json')))).toEqual({
    blocks: [{ name: 'top', layers: ['window', 'mixed', 'excite'] }],
    features: 'average',
    head: ['hidden', 'probabilities'],
    renamed: {},
    photos: { train: ['0000000100000002'], validation: [], test: ['fffffffe00000004'] },
  });
  for (const script of ['train.py', 'check.py', 'photos.py', 'steps.py', 'views.py'])
    expect(files.get(script)).toBe(readFileSync(join(import.meta.dirname, 'python', script), 'utf8'));
  const weights = await readKeras(
    new Map([['model.keras', files.get('model.keras') as Uint8Array<ArrayBuffer>]]),
  );
  expect(weights.size).toBe(model.weights.size);
});
