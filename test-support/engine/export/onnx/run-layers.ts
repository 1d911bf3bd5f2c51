import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { kerasTopology } from '../../../../src/core/export/keras-topology.ts';
import type { WholeModel } from '../../../../src/core/export/whole-model.ts';
import { inMemory } from '../../runtime.ts';

/**
 * Runs a model in tfjs-layers.
 * @param pixels [N, height, width, 3]
 */
export async function runLayers(
  { topology, weights }: WholeModel,
  pixels: Float32Array,
  dims: readonly number[],
): Promise<{ readonly dims: readonly number[]; readonly values: Float32Array }> {
  const specs = topology.weights.map(({ name, shape, dtype }) => ({ name, shape: [...shape], dtype }));
  const bytes = topology.weights.map(({ name }) => {
    const { buffer, byteOffset, byteLength } = weights.get(name)?.values ?? new Float32Array();
    return new Uint8Array(buffer, byteOffset, byteLength);
  });
  const model = await loadLayersModel(
    inMemory(kerasTopology('model', topology), specs, Buffer.concat(bytes)),
  );
  const images = tf.tensor(pixels, [...dims], 'float32');
  const output = model.predict(images);
  if (Array.isArray(output)) throw new TypeError('The model has several outputs.');
  const values = Float32Array.from(await output.data());
  const shape = output.shape;
  model.dispose();
  tf.dispose([images, output]);
  return { dims: shape, values };
}
