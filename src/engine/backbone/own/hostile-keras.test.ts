import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { bring, refusal } from '../../../../test-support/engine/backbone/own/brought.ts';
import {
  kerasFile,
  legacyFile,
  unzip,
  zipOf,
} from '../../../../test-support/engine/backbone/own/keras-files.ts';
import type { Tensor } from '../../../core/backbone/convert/layers.ts';
import { FailureError } from '../../../core/project/failure.ts';

const byKeras = new Uint8Array(
  readFileSync(join(import.meta.dirname, '../../../../test-support/engine/export/keras/model.keras')),
);
const wholeH5 = new Uint8Array(
  readFileSync(join(import.meta.dirname, '../../../../test-support/engine/backbone/own/whole.h5')),
);
const text = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value);

let files: Map<string, Uint8Array<ArrayBuffer>>;
beforeAll(async () => {
  files = await unzip(byKeras);
});
const withFile = (name: string, content: Uint8Array<ArrayBuffer> | null) => {
  const changed = new Map(files);
  if (content) changed.set(name, content);
  else changed.delete(name);
  return zipOf(changed);
};

describe('a .keras file', () => {
  test('that is cut off, or no zip', async () => {
    expect(await refusal('a.keras', byKeras.slice(0, byKeras.length - 400))).toContain('The zip is damaged');
    expect(await refusal('a.keras', text('no zip'))).toContain('The zip is damaged');
    expect(await refusal('a.keras', new Uint8Array())).toContain('The zip is damaged');
  });

  test.each(['config.json', 'model.weights.h5'])('without %s', async (name) => {
    expect(await refusal('a.keras', await withFile(name, null))).toContain(
      `There is no ${name} in it, as Keras 3 would have it.`,
    );
  });

  test('whose weights are cut off', async () => {
    const weights = files.get('model.weights.h5')?.slice(0, 900) ?? null;
    expect(await refusal('a.keras', await withFile('model.weights.h5', weights))).toBe(
      'a.keras/model.weights.h5: The file is damaged, or it is no HDF5 file. Download or save it again, and bring that.',
    );
  });

  test.each([
    ['no JSON', '{"class_name": ', /damaged/],
    ['a number', '3', /has no “class_name”/],
    ['nothing', 'null', /has no “class_name”/],
    ['another object', '{"class_name": "Optimizer"}', /A Optimizer is not a model of layers/],
    ['layers that are no list', '{"class_name": "Sequential", "config": {"layers": 7}}', /is not a list/],
    ['a name that every object has', '{"class_name": "constructor"}', /is not a model of layers/],
    ['models without end', nested(50), /Too many models/],
    [
      'a kernel size of words',
      sequential('"kernel_size": "big", "strides": "far"'),
      /strides that are not two numbers/,
    ],
  ])('whose description is %s', async (_, config, words) => {
    expect(await refusal('a.keras', await withFile('config.json', text(config)))).toMatch(words);
  });

  function nested(depth: number): string {
    return depth === 0
      ? sequential('')
      : `{"class_name": "Sequential", "config": {"name": "m${depth}", "layers": [${nested(depth - 1)}]}}`;
  }
  function sequential(more: string): string {
    const conv = `{"class_name": "Conv2D", "config": {"name": "normalise"${more && ', '}${more}}}`;
    return `{"class_name": "Sequential", "config": {"name": "s", "layers": [${conv}]}}`;
  }
});

const zeros = (...shape: number[]): Tensor => ({
  shape,
  values: new Float32Array(shape.reduce((product, n) => product * n, 1)),
});
const convolution = (name: string, more: object = {}) => ({
  class_name: 'Conv2D',
  config: { name, batch_input_shape: [null, 32, 32, 3], strides: [1, 1], padding: 'same', ...more },
});
const model = (...layers: readonly object[]) => ({
  class_name: 'Sequential',
  config: { name: 'net', layers },
});

describe('weights that don’t fit are told by their layer', () => {
  const at = (name: string, variables: readonly Tensor[], path = 'layers/conv2d') => ({
    path,
    name,
    variables,
  });

  test('missing ones', async () => {
    const none = await kerasFile(model(convolution('eye')), []);
    expect(await refusal('a.keras', none)).toContain(
      'The layer “eye” stands in the way: the file has 0 weights of it, where a Conv2D has 2: kernel, bias.',
    );
    const legacy = await legacyFile(model(convolution('eye')), [
      { name: 'eye', weights: new Map([['eye/kernel:0', zeros(3, 3, 3, 2)]]) },
    ]);
    expect(await refusal('a.h5', legacy)).toContain(
      'The layer “eye” stands in the way: the file has 1 weights',
    );
  });

  test('those of another layer', async () => {
    const other = [at('ear', [zeros(3, 3, 3, 2), zeros(2)])];
    expect(await refusal('a.keras', await kerasFile(model(convolution('eye')), other))).toContain(
      'The layer “eye” stands in the way: the file has the weights of “ear” in its place.',
    );
  });

  test('those of other shapes', async () => {
    const flat = [at('eye', [zeros(27, 2), zeros(2)])];
    expect(await refusal('a.keras', await kerasFile(model(convolution('eye')), flat))).toContain(
      'The layer “eye” stands in the way: a kernel of shape 27,2.',
    );
  });

  test('further up, they are what the network is cut below', async () => {
    const config = model(convolution('eye'), convolution('ear'), {
      class_name: 'Mine',
      config: { name: 'mine' },
    });
    const groups = [at('eye', [zeros(3, 3, 3, 2), zeros(2)])];
    const own = await bring('a.keras', await kerasFile(config, groups));
    expect(own.leftOut).toMatch(/^ear: the file has 0 weights of it/);
    expect(own.cuts.map(({ layer }) => layer)).toEqual(['eye']);
  });

  test('a claim of more values than the file holds', async () => {
    const groups = [at('eye', [zeros(3, 3, 3, 2), zeros(2)])];
    const bytes = await kerasFile(model(convolution('eye')), groups);
    const inside = await unzip(bytes);
    const weights = inside.get('model.weights.h5') ?? new Uint8Array();
    // The dimensions are 64-bit numbers in the data set's header: 3, 3, 3, 2.
    const view = new DataView(weights.buffer);
    const dimension = (i: number) => Number(view.getBigUint64(i, true));
    const place = Array.from({ length: weights.length - 32 }, (_, i) => i).find((i) =>
      [3, 3, 3, 2].every((size, axis) => dimension(i + 8 * axis) === size),
    );
    view.setBigUint64(place ?? -1, 3_000_000_000n, true);
    inside.set('model.weights.h5', weights);
    expect(await refusal('a.keras', await zipOf(inside))).toMatch(
      /“eye” stands in the way: it says that it has more values than the file holds|The file is damaged/,
    );
  });
});

describe('an .h5 file', () => {
  test('that is none', async () => {
    for (const bytes of [new Uint8Array(), text('no HDF5'), wholeH5.slice(0, 1000)])
      expect(await refusal('a.h5', bytes)).toContain('a.h5: The file is damaged, or it is no HDF5 file.');
  });

  test('whose description is damaged', async () => {
    expect(await refusal('a.h5', await legacyFile('x', []))).toContain('has no “class_name”');
  });
});

/** Any change of a file is read, or refused in words; and the next file is read. */
test.each([
  ['a.h5', wholeH5, (changed: Uint8Array<ArrayBuffer>) => changed],
  ['a.keras', null, (changed: Uint8Array<ArrayBuffer>) => withFile('model.weights.h5', changed)],
])('%s changed anywhere', { timeout: 60_000 }, async (name, bytes, wrapped) => {
  const original = bytes ?? files.get('model.weights.h5') ?? new Uint8Array();
  await fc.assert(
    fc.asyncProperty(
      fc.nat(original.length - 1),
      fc.uint8Array({ minLength: 1, maxLength: 8 }),
      fc.boolean(),
      async (at, change, cut) => {
        const changed = cut ? original.slice(0, at) : original.slice();
        if (!cut) changed.set(change.subarray(0, original.length - at), at);
        const read = await bring(name, await wrapped(changed)).catch((error: unknown) => error);
        expect(
          read instanceof FailureError || (read !== null && typeof read === 'object' && 'cuts' in read),
        ).toBe(true);
      },
    ),
    { numRuns: 150, seed: 1 },
  );
  expect((await bring(name, await wrapped(original.slice()))).leftOut).toBeNull();
});
