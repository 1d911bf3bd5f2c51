import { resolve } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import { type Layer, weightsOf } from '../../src/core/backbone/convert/layers.ts';
import type { ManifestGroup } from '../../src/core/backbone/convert/source-weights.ts';
import { topologyOf } from '../../src/core/backbone/convert/write-topology.ts';

/** Readies tfjs in Node: the WASM backend, or the slow plain one where WASM does not load. Gives the one taken. */
export async function startRuntime(): Promise<string> {
  setWasmPaths(`${resolve(import.meta.dirname, '../../node_modules/@tensorflow/tfjs-backend-wasm/dist')}/`);
  if (!(await tf.setBackend('wasm'))) await tf.setBackend('cpu');
  await tf.ready();
  return tf.getBackend();
}

/** A tfjs model in memory, layers or graph, for tfjs's loaders. */
export function inMemory(
  modelTopology: unknown,
  weightSpecs: ManifestGroup['weights'],
  weights: Uint8Array,
): tf.io.IOHandler {
  return tf.io.fromMemory({
    modelTopology: modelTopology as tf.io.ModelJSON['modelTopology'],
    weightSpecs: weightSpecs as tf.io.WeightsManifestEntry[],
    // A copy: the loaders take whole ArrayBuffers, and Node's small buffers are windows on a shared one.
    weightData: Uint8Array.from(weights).buffer,
  });
}

/** The layers of a conversion as a model, their weights in full 32-bit precision. */
export async function modelOfLayers(name: string, layers: readonly Layer[]): Promise<LayersModel> {
  const weights = layers.flatMap(weightsOf);
  const specs = weights.map((weight) => ({
    name: weight.name,
    shape: weight.tensor.shape,
    dtype: 'float32',
  }));
  const bytes = weights.map(
    ({ tensor: { values } }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  );
  return loadLayersModel(inMemory(topologyOf(name, layers), specs, Buffer.concat(bytes)));
}
