import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import fc from 'fast-check';
import { File, ready } from 'h5wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Weights } from '../../../core/backbone/weights.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { readKeras } from './read-keras.ts';

// Written by Keras 3.15.1: make_fixture.py beside it.
const byKeras = new Uint8Array(
  readFileSync(join(import.meta.dirname, '../../../../test-support/engine/export/keras/model.keras')),
);

/** A .keras file with these bytes as its weights. */
async function archiveOf(weights: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { level: 0 });
  await zip.add('model.weights.h5', new Uint8ArrayReader(weights));
  return zip.close();
}

/** An HDF5 file with one layer's weights. */
async function weightsFile(group: string, dtype: string, shape: number[]): Promise<Uint8Array> {
  const { FS } = await ready;
  const file = new File('made.h5', 'w');
  const vars = file.create_group('layers').create_group(group).create_group('vars');
  vars.create_attribute('name', 'made');
  const length = shape.reduce((product, n) => product * n, 1);
  for (const name of ['0', '1'])
    vars.create_dataset({ name, data: Array.from({ length }, () => 1), shape, dtype });
  file.close();
  return FS.readFile('made.h5').slice();
}

const read = (bytes: Uint8Array<ArrayBuffer>): Promise<Weights> =>
  readKeras(new Map([['model.keras', bytes]]));

async function failureOf(reading: Promise<Weights>): Promise<string> {
  const error = await reading.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof FailureError ? error.failure.code : `no failure: ${error}`;
}

describe('a file that is not what it should be is told', () => {
  let weights: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    const entries = await new ZipReader(new Uint8ArrayReader(byKeras)).getEntries();
    const entry = entries.find(({ filename }) => filename === 'model.weights.h5');
    if (!entry || entry.directory) throw new Error('The fixture has no weights.');
    weights = await entry.getData(new Uint8ArrayWriter());
  });

  test('no model, no zip, no weights in it', async () => {
    expect(await failureOf(readKeras(new Map()))).toBe('unsupported-format');
    expect(await failureOf(read(new Uint8Array([1, 2, 3])))).toBe('archive-damaged');
    const zip = new ZipWriter(new Uint8ArrayWriter());
    await zip.add('config.json', new TextReader('{}'));
    expect(await failureOf(read(await zip.close()))).toBe('unsupported-format');
  });

  test('weights of another kind of number, of another layer, or none', async () => {
    const made = [
      await weightsFile('dense', '<d', [2, 2]),
      await weightsFile('batch_normalization', '<f', [2]),
      new Uint8Array(),
      new TextEncoder().encode('no HDF5'),
    ];
    for (const bytes of made)
      expect(await failureOf(read(await archiveOf(bytes)))).toBe('unsupported-format');
    expect((await read(await archiveOf(await weightsFile('dense', '<f', [2, 2])))).size).toBe(2);
  });

  test('the list of renamed layers is not one', async () => {
    for (const text of ['{', '{"renamed": {"a": 1}}', 'null']) {
      const files = new Map([
        ['model.keras', byKeras],
        ['training.json', new TextEncoder().encode(text)],
      ]);
      expect(await failureOf(readKeras(files))).toBe('unsupported-format');
    }
  });

  test('cut or changed anywhere, it is read or told, and the next file is read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(weights.length - 1),
        fc.uint8Array({ minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (at, bytes, cut) => {
          const changed = cut ? weights.slice(0, at) : weights.slice();
          if (!cut) changed.set(bytes.subarray(0, weights.length - at), at);
          const archive = await archiveOf(changed);
          const outcome = await failureOf(read(archive));
          expect(outcome).toMatch(/^(unsupported-format|no failure: null)$/);
        },
      ),
      { numRuns: 60, seed: 1 },
    );
    expect((await read(await archiveOf(weights))).size).toBe(14);
  });
});
