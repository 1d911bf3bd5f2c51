import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { convert } from './convert.ts';
import { readCard } from './folder.ts';
import { rgbOf, samplePhotos } from './photos.ts';
import { pixelsFor } from './pixels.ts';
import { RECIPES } from './recipes.ts';
import { relativeError } from './relative-error.ts';
import { loadBackbone, modelOfLayers, startRuntime } from './runtime.ts';
import { readSourceModel } from './source-model.ts';
import { loadSource, SOURCE_PIXELS } from './source-run.ts';

/**
 * What float16 may cost, as a relative error of the features; the conversion itself is held to 1e-3 in float32.
 * mobilenet-v2 is the one whose weights span so much (kernels up to 77, activations cut at 6) that 11 bits of
 * fraction show; the probe's accuracy does not (see its card).
 */
const FLOAT16_BOUND: Readonly<Record<string, number>> = {
  'mobilenet-v3': 1e-3,
  'mobilenet-v2': 3e-3,
  'inception-v3': 1e-3,
  'resnet-50': 1e-3,
};

beforeAll(startRuntime);

describe.each(RECIPES)('$id', (recipe) => {
  test('gives the features of its source model', { timeout: 120_000 }, async () => {
    const card = await readCard(recipe.id);
    const source = await readSourceModel(card.source);
    const rgb = await rgbOf(await samplePhotos(2), card.input.size);
    const documented = SOURCE_PIXELS[card.id]?.(rgb);
    if (documented === undefined) throw new Error(`no documented pixels for ${card.id}`);

    const extract = await loadSource(card, source);
    const expected = await extract(documented).data();
    const ours = pixelsFor(card.input, rgb);

    const exact = await modelOfLayers(card.id, convert(recipe, card, source).layers);
    expect(relativeError(await features(exact, ours), expected)).toBeLessThan(1e-3);
    exact.dispose();

    const shipped = await loadBackbone(card.id);
    expect(shipped.outputs[0]?.shape).toEqual([null, card.features]);
    expect(relativeError(await features(shipped, ours), expected)).toBeLessThan(FLOAT16_BOUND[card.id] ?? 0);

    // The card's range is no accident: pixels that are not prepared, or prepared for another model, tell.
    const wrong = card.input.std[0] === 1 && card.input.mean[0] === 0 ? tf.div(rgb, 255) : rgb;
    expect(relativeError(await features(shipped, wrong as tf.Tensor4D), expected)).toBeGreaterThan(0.1);
    shipped.dispose();
  });
});

async function features(model: LayersModel, pixels: tf.Tensor4D): Promise<ArrayLike<number>> {
  const output = model.predict(pixels) as tf.Tensor;
  const values = await output.data();
  output.dispose();
  return values;
}
