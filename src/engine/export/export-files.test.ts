import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  randomHead,
  tinyBackbone,
  tinyInput,
  tinyManifest,
} from '../../../test-support/core/export/fake-model.ts';
import { fitKnownFeatures } from '../../core/evaluation/known-features.ts';
import type { ExportInput } from '../../core/export/exported.ts';
import { restoreModel } from '../../core/export/restore-model.ts';
import { wholeModel } from '../../core/export/whole-model.ts';
import { toFailure } from '../../core/project/failure.ts';
import { seededRandom } from '../../core/random.ts';
import { readExport } from './read-export.ts';
import { writeExport } from './write-export.ts';

const { signal } = new AbortController();
const backbone = { ...tinyBackbone(true), input: tinyInput };
const random = seededRandom('photos');
const rows = Array.from({ length: 9 }, () => Float32Array.from({ length: 5 }, random));
const input: ExportInput = {
  model: wholeModel(backbone, tinyInput, randomHead([5, 7, 3]), 1.7),
  manifest: tinyManifest(),
  blocks: [],
  data: null,
  golden: [Uint8Array.of(1, 2, 3)],
  known: fitKnownFeatures(rows, [0, 0, 0, 1, 1, 1, 2, 2, 2], 3),
  licence: 'Free',
  bundle: async () => Uint8Array.of(4),
};

beforeAll(() => configure({ useWebWorkers: false }));

async function zipOf(files: Readonly<Record<string, Uint8Array>>): Promise<Blob> {
  const writer = new ZipWriter(new Uint8ArrayWriter());
  for (const [path, content] of Object.entries(files)) await writer.add(path, new Uint8ArrayReader(content));
  return new Blob([new Uint8Array(await writer.close())]);
}

/** What a file is refused with, and where; anything but a failure is passed on. */
async function refusal(file: Blob): Promise<string> {
  try {
    const { manifest, weights } = await readExport(file, 'model.zip', signal);
    restoreModel(backbone, manifest, weights);
  } catch (error) {
    const failure = toFailure(error);
    // What does not fit the backbone is a TypeError, which the job turns into a failure.
    if (failure.code === 'unexpected' && !(error instanceof TypeError)) throw error;
    return `${failure.file}: ${failure.what}`;
  }
  return 'nothing';
}

test('a zip has what every format has, and is read back', async () => {
  const file = await writeExport('tfjs', input, signal);
  const read = await readExport(file, 'model.zip', signal);
  expect(read.format).toBe('tfjs');
  expect(read.manifest).toEqual(input.manifest);
  expect(read.golden).toEqual(input.golden);
  expect(read.known).toEqual(input.known);
  expect(restoreModel(backbone, read.manifest, read.weights).model.weights).toEqual(input.model.weights);
});

test('files that are no export are refused by name', async () => {
  const text = new TextEncoder();
  const manifest = text.encode(JSON.stringify(tinyManifest()));
  expect(await refusal(new Blob(['nothing of the kind']))).toContain('model.zip');
  expect(await refusal(new Blob([]))).toContain('model.zip');
  expect(await refusal(new Blob(['PK\u0003\u0004 cut']))).toContain('damaged');
  expect(await refusal(await zipOf({ 'a.txt': Uint8Array.of(1) }))).toContain('no model in it');
  expect(await refusal(await zipOf({ 'model.json': Uint8Array.of(1) }))).toContain('headstart.json');
  const bare = { 'headstart.json': manifest, 'model.json': text.encode('{}') };
  expect(await refusal(await zipOf(bare))).toBe('model.zip/golden/1.png: A golden picture is missing.');
  const whole = { ...bare, 'golden/1.png': Uint8Array.of(1) };
  expect(await refusal(await zipOf(whole))).toBe(
    'model.zip/model.json: The description of the model is damaged.',
  );
});

test('a file that inflates without end is stopped', async () => {
  const bomb = await zipOf({ 'model.json': new Uint8Array(24 * 2 ** 20) });
  expect(bomb.size).toBeLessThan(1e6);
  expect(await refusal(bomb)).toContain('inflates to far more');
});

test('whatever bytes of an export are changed or gone, it is read or refused', {
  timeout: 60_000,
}, async () => {
  const bytes = new Uint8Array(await (await writeExport('tfjs', input, signal)).arrayBuffer());
  await fc.assert(
    fc.asyncProperty(
      fc.nat(bytes.length - 1),
      fc.uint8Array({ maxLength: 8 }),
      fc.constantFrom(0, 0, 1, 500),
      async (at, put, gone) => {
        await refusal(
          new Blob([bytes.subarray(0, at), Uint8Array.from(put), bytes.subarray(at + put.length + gone)]),
        );
      },
    ),
    { numRuns: 80 },
  );
});
