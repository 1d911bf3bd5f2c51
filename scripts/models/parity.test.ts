import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseTopology, weightBytes } from '../../src/core/backbone/topology.ts';
import { loadBackbone, readCard } from '../../test-support/engine/backbone/shipped.ts';
import { pixelsFor } from '../../test-support/engine/features/pixels.ts';
import { modelOfLayers, startRuntime } from '../../test-support/engine/runtime.ts';
import { relativeError } from '../../test-support/relative-error.ts';
import { convert } from './convert.ts';
import { modelFolder } from './paths.ts';
import { rgbOf, samplePhotos } from './photos.ts';
import { RECIPES } from './recipes.ts';
import { readSourceModel } from './source-model.ts';
import { loadSource, SOURCE_PIXELS } from './source-run.ts';

/** Of the features, both of the conversion in 32 bits and of the files that are shipped. */
const BOUND = 1e-3;
/** Of what loses nothing in its files: mobilenet-v3's source is float16 itself, inception-v3's has 8 bits a weight. */
const SHIPPED_BOUND: Readonly<Record<string, number>> = { 'mobilenet-v3': 1e-5, 'inception-v3': 1e-5 };

/** Bytes of model.json and of the weights that its manifest lists. */
async function manifestBytes(id: string): Promise<number> {
  const json = await readFile(join(modelFolder(id), 'model.json'));
  const { weights } = parseTopology(JSON.parse(json.toString()));
  return weights.reduce((sum, entry) => sum + weightBytes(entry), json.length);
}

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
    expect(relativeError(await features(exact, ours), expected)).toBeLessThan(BOUND);
    exact.dispose();

    expect(card.bytes).toBe(await manifestBytes(card.id));
    const shipped = await loadBackbone(card.id);
    expect(shipped.outputs[0]?.shape).toEqual([null, card.features]);
    expect(relativeError(await features(shipped, ours), expected)).toBeLessThan(
      SHIPPED_BOUND[card.id] ?? BOUND,
    );

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
