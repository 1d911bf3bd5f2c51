import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { readCard } from '../../../../test-support/engine/backbone/shipped.ts';
import { exportInput } from '../../../../test-support/engine/export/onnx/export-input.ts';
import { runOnnx } from '../../../../test-support/engine/export/onnx/run-onnx.ts';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import { compile } from '../../../core/backbone/program.ts';
import { allDepths, readDepths } from '../../../core/backbone/read-depths.ts';
import { parseTopology } from '../../../core/backbone/topology.ts';
import { decodeWeights } from '../../../core/backbone/weights.ts';
import { familiarityOf, fitKnownFeatures } from '../../../core/evaluation/known-features.ts';
import { parityCheck } from '../../../core/export/parity.ts';
import { wholeModel } from '../../../core/export/whole-model.ts';
import { normalise } from '../../../core/features/normalise.ts';
import { seededRandom } from '../../../core/random.ts';
import { softmax } from '../../../core/softmax.ts';
import { type Head, predictLogits } from '../../../core/training/head.ts';
import { loadProgram } from '../../backbone/run-program.ts';
import { onnxBytes } from './write-onnx.ts';

const MODELS = resolve(import.meta.dirname, '../../../../public/models');
/** Those that `npm run models` has prepared, as `npm test` does before. */
const prepared = readdirSync(MODELS).filter((id) => existsSync(join(MODELS, id, 'model.json')));
const TEMPERATURE = 1.4;
const CLASSES = 5;

beforeAll(async () => {
  await startRuntime();
});

/** Features of ten pictures that are much like each other. */
function neighbours(features: Float32Array): Float32Array[] {
  const random = seededRandom('neighbours');
  return Array.from({ length: 10 }, () => features.map((value) => value + 0.3 * (random() - 0.5)));
}

test.each(prepared)('%s with a head answers in onnxruntime as on the page', async (id) => {
  expect(await tf.setBackend('wasm')).toBe(true);
  const read = (file: string) => readFile(join(MODELS, id, file));
  const all = parseTopology(JSON.parse((await read('model.json')).toString()));
  const shards = Buffer.concat(await Promise.all(all.shards.map(read)));
  const whole = { card: await readCard(id), topology: all };
  // The larger ones are read at their first depth and their last, which leaves all layers in.
  const names = allDepths(whole.card);
  const { card, topology } = readDepths(
    whole,
    id === 'mobilenet-v3' ? names : names.filter((_, i) => i === 0 || i === names.length - 1),
  );
  const weights = decodeWeights(all.weights, Uint8Array.from(shards).buffer);
  const random = seededRandom('whole model');
  // The larger ones take seconds at their own size; all of them take any.
  const input = id === 'mobilenet-v3' ? card.input : { ...card.input, size: 96 };
  const rgba = Uint8ClampedArray.from({ length: input.size ** 2 * 4 }, () => Math.floor(256 * random()));
  // The page's own way: normalise, the compiled program, the head in TypeScript.
  const pixels = new Float32Array(input.size ** 2 * 3);
  normalise(rgba, input, pixels, 0);
  const program = loadProgram(compile(topology, weights));
  const images = tf.tensor4d(pixels, [1, input.size, input.size, 3]);
  const output = program.run(images);
  const features = Float32Array.from(await output.data());
  tf.dispose([images, output]);
  program.dispose();
  // Logits of about 1, whatever the features' size: a softmax that is sure of one class would hide differences.
  const size = Math.hypot(...features);
  const kernel = Float32Array.from({ length: card.features * CLASSES }, () => (4 * (random() - 0.5)) / size);
  const head: Head = [{ kernel, bias: new Float32Array(CLASSES) }];
  const expected = softmax(predictLogits(head, features), TEMPERATURE);
  const known = fitKnownFeatures(
    [...neighbours(features), ...neighbours(features.map((value) => 2 * value))],
    Array.from({ length: 20 }, (_, i) => Number(i >= 10)),
    2,
  );

  const model = wholeModel({ topology, weights }, input, head, TEMPERATURE);
  const bytes = onnxBytes({ ...exportInput(model), known });
  const rgb = Float32Array.from(rgba.filter((_, i) => i % 4 < 3));
  const outputs = await runOnnx(bytes, rgb, [1, input.size, input.size, 3]);

  const check = parityCheck([expected], [outputs.probabilities?.values ?? []]);
  expect(check).toMatchObject({ passed: true, pictures: 1 });
  expect(Math.max(...expected)).toBeLessThan(0.99);
  const score = familiarityOf(known, features);
  expect(outputs.familiarity?.dims).toEqual([1]);
  expect(Math.abs((outputs.familiarity?.values[0] ?? Number.NaN) - score)).toBeLessThan(
    1e-3 * Math.abs(score),
  );
});
