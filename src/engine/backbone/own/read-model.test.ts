import { TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { BackboneSource } from '../../../core/backbone/own-backbone.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { readModel } from './read-model.ts';

const origin = 'https://here.example';
const options = { origin, signal: new AbortController().signal, onStep: () => {} };

/** A sequential model of one convolution, 1 × 1 from 3 to 2 channels: 6 weights and 2 biases, in two files. */
const JSON_TEXT = JSON.stringify({
  modelTopology: {
    class_name: 'Sequential',
    config: {
      name: 'sequential_1',
      layers: [
        {
          class_name: 'Conv2D',
          config: {
            name: 'conv',
            batch_input_shape: [null, 64, 64, 3],
            strides: [1, 1],
            padding: 'same',
            activation: 'relu',
          },
        },
      ],
    },
  },
  weightsManifest: [
    {
      paths: ['a.bin', 'b.bin'],
      weights: [
        { name: 'conv/kernel', shape: [1, 1, 3, 2], dtype: 'float32' },
        { name: 'conv/bias', shape: [2], dtype: 'float32' },
      ],
    },
  ],
});
const WEIGHTS = new Uint8Array(Float32Array.from({ length: 8 }, (_, i) => i).buffer);
const PARTS = { 'a.bin': WEIGHTS.slice(0, 20), 'b.bin': WEIGHTS.slice(20) };

const files = (all: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>): BackboneSource<Blob> => ({
  kind: 'files',
  files: Object.entries(all).map(([path, content]) => ({ path, file: new Blob([content]) })),
});

async function failure(source: BackboneSource<Blob>): Promise<string> {
  const error = await readModel(source, options).catch((caught: unknown) => caught);
  if (!(error instanceof FailureError)) throw new Error(`no failure but ${error}`);
  return `${error.failure.file}: ${error.failure.what}`;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test('files chosen by hand, a folder, and a zip give the same model, each by its name', async () => {
  const zip = new ZipWriter(new Uint8ArrayWriter());
  await zip.add('inner/model.json', new TextReader(JSON_TEXT));
  for (const [name, bytes] of Object.entries(PARTS))
    await zip.add(`inner/${name}`, new Uint8ArrayReader(bytes));
  const zipped = new Uint8Array(await zip.close());
  const all = [
    ['My network', files({ 'model.json': JSON_TEXT, ...PARTS })],
    ['net', files({ 'net/model.json': JSON_TEXT, 'net/a.bin': PARTS['a.bin'], 'net/b.bin': PARTS['b.bin'] })],
    ['packed', files({ 'packed.zip': zipped })],
  ] as const;
  for (const [name, source] of all)
    expect(await readModel(source, options)).toMatchObject({ name, size: 64, parameters: 8 });
});

describe('an address', () => {
  test('on this site is read, its shards beside it', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: URL) => {
      asked.push(url.href);
      const name = url.pathname.split('/').at(-1) ?? '';
      return new Response(name === 'model.json' ? JSON_TEXT : PARTS[name as keyof typeof PARTS]);
    });
    const model = await readModel({ kind: 'address', url: `${origin}/nets/own/model.json` }, options);
    expect(model).toMatchObject({ name: 'own', parameters: 8 });
    expect(asked).toEqual(['model.json', 'a.bin', 'b.bin'].map((name) => `${origin}/nets/own/${name}`));
  });

  test('elsewhere is not asked, nor are shards elsewhere', async () => {
    const elsewhere = JSON_TEXT.replace('a.bin', 'https://there.example/a.bin');
    const fetched = vi.fn(async () => new Response(elsewhere));
    vi.stubGlobal('fetch', fetched);
    expect(await failure({ kind: 'address', url: 'https://there.example/model.json' })).toBe(
      'https://there.example/model.json: This page asks no other site for anything.',
    );
    expect(fetched).not.toHaveBeenCalled();
    expect(await failure({ kind: 'address', url: `${origin}/model.json` })).toContain('asks no other site');
    expect(fetched).toHaveBeenCalledOnce();
  });

  test('that isn’t there is told', async () => {
    vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
    expect(await failure({ kind: 'address', url: `${origin}/model.json` })).toContain('can’t be had');
  });
});

describe('what is refused', () => {
  test.each([
    [
      'a missing shard',
      { 'model.json': JSON_TEXT, 'a.bin': PARTS['a.bin'] },
      'b.bin: This file of the model is missing.',
    ],
    ['no model', { 'notes.json': '{"a": 1}' }, 'There is no model in it'],
    ['broken JSON', { 'model.json': '{"modelTopology": ' }, 'model.json: The model is damaged'],
    [
      'a cut shard',
      { 'model.json': JSON_TEXT, ...PARTS, 'b.bin': new Uint8Array(3) },
      'shards end too early',
    ],
    [
      'a claim of 2 GB',
      { 'model.json': JSON_TEXT.replace('[1,1,3,2]', '[1,1,3,178956970]') },
      'MB of weights',
    ],
    [
      'a size below zero',
      { 'model.json': JSON_TEXT.replace('[1,1,3,2]', '[1,1,3,-2]') },
      'not of whole numbers',
    ],
    [
      'a layer of one’s own',
      { 'model.json': JSON_TEXT.replace('Conv2D', 'Mine'), ...PARTS },
      'no rule for Mine',
    ],
    ['grey pictures', { 'model.json': JSON_TEXT.replace('64,64,3', '64,64,1'), ...PARTS }, '1 channels'],
  ] as const)('%s', async (_, content, words) => {
    expect(await failure(files(content))).toContain(words);
  });

  test('nested without end', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(
      await failure(
        files({ 'model.json': JSON_TEXT.replace('"padding":"same"', `"padding":${deep}`), ...PARTS }),
      ),
    ).toMatch(/^model\.json: /);
    const nodes = `{"modelTopology":{"node":${deep}},"weightsManifest":[]}`;
    expect(await failure(files({ 'model.json': nodes }))).toMatch(/^model\.json: /);
  });

  test('a model.json with any of its bytes changed is read or refused in words', async () => {
    const bytes = new TextEncoder().encode(JSON_TEXT);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 32, max: 126 }), async (at, byte) => {
        const changed = bytes.slice();
        changed[at] = byte;
        const read = await readModel(files({ 'model.json': changed, ...PARTS }), options).catch(
          (e: unknown) => e,
        );
        expect(
          read instanceof FailureError || (read !== null && typeof read === 'object' && 'cuts' in read),
        ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('stopped, it stops', async () => {
    const signal = AbortSignal.abort();
    await expect(
      readModel(files({ 'model.json': JSON_TEXT, ...PARTS }), { ...options, signal }),
    ).rejects.toThrow(/abort/i);
  });
});
