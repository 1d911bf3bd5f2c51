import * as tf from '@tensorflow/tfjs-core';
import {
  layers as keras,
  type LayersModel,
  model as makeModel,
  type SymbolicTensor,
} from '@tensorflow/tfjs-layers';
import type { BackboneInput } from '../../src/core/backbone/card.ts';
import { pixelsFor } from '../../test-support/engine/features/pixels.ts';
import { rgbOf } from '../models/photos.ts';

const BATCH = 8;

/** A model with one output a cut, each averaged over space. */
export function withCuts(whole: LayersModel, cuts: readonly string[]): LayersModel {
  const outputs = cuts.map((cut) => {
    const output = whole.getLayer(cut).output as SymbolicTensor;
    return output.shape.length === 4
      ? (keras.globalAveragePooling2d({}).apply(output) as SymbolicTensor)
      : output;
  });
  return makeModel({ inputs: whole.inputs, outputs });
}

/**
 * The features of each picture at each cut: [cut][picture].
 * @param pictures their files' bytes or paths
 */
export async function featuresOf(
  model: LayersModel,
  pictures: readonly (Uint8Array | string)[],
  input: BackboneInput,
): Promise<readonly (readonly Float32Array[])[]> {
  const features = model.outputs.map((): Float32Array[] => []);
  for (let start = 0; start < pictures.length; start += BATCH) {
    const rgb = await rgbOf(pictures.slice(start, start + BATCH), input.size);
    const outputs = tf.tidy(() => [model.predict(pixelsFor(input, rgb))].flat());
    for (const [cut, output] of outputs.entries()) {
      const [rows = 0, length = 0] = output.shape;
      const values = (await output.data()) as Float32Array;
      for (let row = 0; row < rows; row++)
        features[cut]?.push(values.slice(row * length, (row + 1) * length));
    }
    tf.dispose([rgb, outputs]);
  }
  return features;
}

/** Milliseconds a picture of the bare model, batch 8: the best of five runs after one to warm up. */
export async function millisecondsOf(model: LayersModel, size: number): Promise<number> {
  const pixels: tf.Tensor4D = tf.zeros([BATCH, size, size, 3]);
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 6; run++) {
    const start = performance.now();
    const outputs = [model.predict(pixels)].flat();
    await Promise.all(outputs.map((output) => output.data()));
    if (run > 0) best = Math.min(best, (performance.now() - start) / BATCH);
    tf.dispose(outputs);
  }
  pixels.dispose();
  return best;
}
