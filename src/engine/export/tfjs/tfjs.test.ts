import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  randomHead,
  tinyBackbone,
  tinyInput,
  tinyManifest,
} from '../../../../test-support/core/export/fake-model.ts';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import type { ExportFiles } from '../../../core/export/exported.ts';
import { goldenPattern } from '../../../core/export/golden-pattern.ts';
import { type WholeModel, wholeModel } from '../../../core/export/whole-model.ts';
import { widen } from '../../../core/float16.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { answerWhole } from '../golden.ts';
import { readTfjs } from './read-tfjs.ts';
import { writeTfjs } from './write-tfjs.ts';

beforeAll(async () => {
  await startRuntime();
});

const { size } = tinyInput;

/** As the site has it: weights of 16 bits. */
function halved(): WholeModel {
  const { topology, weights } = tinyBackbone(true);
  const bits = (length: number) =>
    Uint16Array.from({ length }, (_, i) => 0x2000 + 3 * i + (i % 3 === 0 ? 0x8000 : 0));
  return {
    topology,
    weights: new Map(
      [...weights].map(([name, { shape, values }]) => [name, { shape, values: widen(bits(values.length)) }]),
    ),
  };
}

const whole = wholeModel(halved(), tinyInput, randomHead([5, 7, 3]), 1.7);

async function written(model = whole): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const files = await writeTfjs({
    model,
    manifest: tinyManifest(),
    blocks: [],
    data: null,
    golden: [],
    known: null,
    licence: '',
    bundle: async (name) => new TextEncoder().encode(`bundle ${name}`),
  });
  return new Map(
    files.map(({ path, content }) => [
      path,
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    ]),
  );
}

const json = (files: ExportFiles) => JSON.parse(new TextDecoder().decode(files.get('model.json')));

/** Reads, or says what the files were refused with. */
async function refusal(files: ExportFiles): Promise<string> {
  try {
    await readTfjs(files);
  } catch (error) {
    if (error instanceof FailureError) return error.failure.what;
    throw error;
  }
  return 'nothing';
}

test('tfjs-layers loads what was written, and says what the page says', async () => {
  const files = await written();
  const { modelTopology, weightsManifest } = json(files);
  const [{ paths, weights }] = weightsManifest;
  const model = await loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weights,
      weightData: await new Blob(paths.map((path: string) => files.get(path) ?? '')).arrayBuffer(),
    }),
  );
  const picture = goldenPattern(size, 1);
  const rgb = Float32Array.from(picture.filter((_, i) => i % 4 < 3));
  const images = tf.tensor4d(rgb, [1, size, size, 3]);
  const output = model.predict(images) as tf.Tensor;
  const [expected = new Float32Array()] = await answerWhole(
    whole,
    size,
    [picture],
    new AbortController().signal,
  );
  expect(Math.max(...expected)).toBeLessThan(0.999);
  (await output.data()).forEach((value, i) => {
    expect(Math.abs(value - (expected[i] ?? Number.NaN))).toBeLessThan(1e-5);
  });
  tf.dispose([images, output]);
  model.dispose();
});

test('weights are read back bit for bit; those of 16 bits take two bytes, those that were learned four', async () => {
  const files = await written();
  const read = await readTfjs(files);
  expect(read).toEqual(whole.weights);
  const halves = 108 + 4 + 180 + 5;
  const floats = 9 + 3 + 35 + 7 + 21 + 3;
  // The normalisation's zeros and the like may fit in 16 bits too.
  const bytes = files.get('group1-shard1of1.bin')?.length ?? 0;
  expect(bytes).toBeLessThanOrEqual(2 * halves + 4 * floats);
  expect(bytes).toBeLessThan(4 * (halves + floats));
});

test('large weights are cut into files of 4 MB', async () => {
  const head = randomHead([5, 2048, 700]);
  const model = wholeModel(halved(), tinyInput, head, 1);
  const files = await written(model);
  const [{ paths }] = json(files).weightsManifest;
  expect(paths).toEqual(['group1-shard1of2.bin', 'group1-shard2of2.bin']);
  expect(files.get(paths[0])).toHaveLength(4 * 2 ** 20);
  const read = (await readTfjs(files)).get('probabilities/kernel')?.values ?? new Float32Array();
  const kernel = model.weights.get('probabilities/kernel')?.values ?? new Float32Array();
  expect(Buffer.from(read.buffer).equals(Buffer.from(kernel.buffer))).toBe(true);
});

test('the loader and tfjs go along', async () => {
  const files = await written();
  for (const name of ['headstart.js', 'tf.js', 'tf.wasm'])
    expect(new TextDecoder().decode(files.get(name))).toBe(`bundle ${name}`);
  expect(new TextDecoder().decode(files.get('headstart.d.ts'))).toContain('export declare function load');
  expect(new TextDecoder().decode(files.get('index.html'))).toContain("from './headstart.js'");
});

test('files that are missing, cut or claim too much are refused', async () => {
  const files = await written();
  const shard = files.get('group1-shard1of1.bin') ?? new Uint8Array();
  const without = (path: string) => new Map([...files].filter(([name]) => name !== path));
  const having = (path: string, content: Uint8Array<ArrayBuffer>) =>
    new Map([...files, [path, content] as const]);
  expect(await refusal(without('model.json'))).toBe('There is no model in it.');
  expect(await refusal(without('group1-shard1of1.bin'))).toBe('A file of weights is missing.');
  expect(await refusal(having('group1-shard1of1.bin', shard.slice(0, -1)))).toContain('and not');
  const claim = (shape: unknown) => {
    const model = json(files);
    model.weightsManifest[0].weights[0].shape = shape;
    return having('model.json', new TextEncoder().encode(JSON.stringify(model)));
  };
  expect(await refusal(claim([1e9, 1e9]))).toContain('and not');
  expect(await refusal(claim([-3, 3, 3, 4]))).toContain('impossible shapes');
  expect(await refusal(claim('x'))).not.toBe('nothing');
  expect(await refusal(claim([]))).not.toBe('nothing');
});

test('whatever bytes of the description are changed, it is read or refused', async () => {
  const files = await written();
  const description = files.get('model.json') ?? new Uint8Array();
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.nat(40), async (at, byte, gone) => {
      const from = at % description.length;
      const changed = Uint8Array.from([
        ...description.subarray(0, from),
        byte,
        ...description.subarray(from + gone),
      ]);
      await refusal(new Map([...files, ['model.json', changed] as const]));
    }),
    { numRuns: 200 },
  );
});
