import { beforeAll, expect, test } from 'vitest';
import { everyKind } from '../../../test-support/engine/export/onnx/every-kind.ts';
import { exportInput } from '../../../test-support/engine/export/onnx/export-input.ts';
import { runLayers } from '../../../test-support/engine/export/onnx/run-layers.ts';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { fitKnownFeatures } from '../../core/evaluation/known-features.ts';
import { seededRandom } from '../../core/random.ts';
import { answerer } from './answerer.ts';

const SIZE = 21;
const model = everyKind(SIZE, SIZE);
const { manifest } = exportInput(model);
const random = seededRandom('picture');
const rgba = Uint8ClampedArray.from({ length: SIZE * SIZE * 4 }, () => Math.floor(256 * random()));

beforeAll(async () => {
  await startRuntime();
});

test('answers as TensorFlow.js does for the whole model', async () => {
  const rgb = Float32Array.from(rgba.filter((_, i) => i % 4 < 3));
  const expected = await runLayers(model, rgb, [1, SIZE, SIZE, 3]);
  const answer = await answerer(model, manifest, null)(rgba);
  expect(answer.probabilities).toHaveLength(4);
  expected.values.forEach((value, i) => {
    expect(answer.probabilities[i]).toBeCloseTo(value, 6);
  });
  expect(answer.unknown).toBeNull();
  expect(answer.milliseconds).toBeGreaterThan(0);
});

test('a picture below the rule’s threshold is none of the classes', async () => {
  const rows = Array.from({ length: 12 }, () => Float32Array.from({ length: 11 }, random));
  const known = fitKnownFeatures(rows, [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2], 3);
  const unknownAt = async (threshold: number) =>
    (
      await answerer(
        model,
        { ...manifest, unknown: { score: 'distance', threshold, keeps: 0.95 } },
        known,
      )(rgba)
    ).unknown;
  expect(await unknownAt(Number.POSITIVE_INFINITY)).toBe(true);
  expect(await unknownAt(Number.NEGATIVE_INFINITY)).toBe(false);
  // No rule, no answer.
  expect((await answerer(model, manifest, known)(rgba)).unknown).toBeNull();
});
