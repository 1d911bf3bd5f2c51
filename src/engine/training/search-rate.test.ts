import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { clouds, fitOptions } from '../../../test-support/engine/training/clouds.ts';
import { seededRandom } from '../../core/random.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import { fit as fitPhase } from './fit.ts';
import { searchRate } from './search-rate.ts';

beforeAll(async () => {
  await startRuntime();
});

const photos = clouds(300, 0.7, seededRandom('search'));

async function search(recipe: Partial<Recipe>, signal = new AbortController().signal) {
  const options = fitOptions(photos, recipe);
  try {
    return await searchRate({ ...options, signal });
  } finally {
    options.learner.dispose();
  }
}

/** Training loss after two epochs at a rate. */
async function lossAt(recipe: Partial<Recipe>, learningRate: number): Promise<number> {
  let last = Number.NaN;
  const options = fitOptions(
    photos,
    { ...recipe, learningRate, epochs: 2 },
    {
      onEpoch: ({ loss }) => {
        last = loss;
      },
    },
  );
  await fitPhase(options);
  options.learner.dispose();
  return last;
}

test.each([
  ['linear', {}],
  ['hidden', { head: { kind: 'hidden', units: 16, dropout: 0.2 } }],
  ['SGD, smoothed, mixed', { optimizer: 'sgd', weightDecay: 0, labelSmoothing: 0.1, mixup: 0.2 }],
] satisfies [string, Partial<Recipe>][])(
  '%s: it suggests a rate that learns faster than a tenth of it',
  async (_, recipe) => {
    const before = memory().numTensors;
    const { points, suggestion } = await search(recipe);
    expect(points.length).toBeLessThanOrEqual(100);
    // It starts from knowing nothing, at a rate that changes nothing.
    expect(points[0]?.loss).toBeCloseTo(Math.log(3), 5);
    expect(suggestion).not.toBeNull();
    const rate = suggestion ?? 0;
    expect(await lossAt(recipe, rate)).toBeLessThan(await lossAt(recipe, rate / 10));
    expect(memory().numTensors).toBe(before);
  },
);

test('the same seed gives the same curve', async () => {
  const first = await search({});
  expect(await search({})).toEqual(first);
  expect(await search({ seed: 2 })).not.toEqual(first);
});

test('it hears Stop', async () => {
  const before = memory().numTensors;
  const controller = new AbortController();
  controller.abort();
  await expect(search({}, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  expect(memory().numTensors).toBe(before);
});
