import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import * as tf from '@tensorflow/tfjs-core';
import { onnxSource } from '../../../../src/core/backbone/convert/onnx-model.ts';
import { cutOwnModel, type OwnModel, ownModelOf } from '../../../../src/core/backbone/convert/own-model.ts';
import { topologyOfLayers } from '../../../../src/core/backbone/convert/own-topology.ts';
import { compile } from '../../../../src/core/backbone/program.ts';
import { seededRandom } from '../../../../src/core/random.ts';
import { loadProgram } from '../../../../src/engine/backbone/run-program.ts';
import { readNetwork } from '../../../../src/engine/onnx/read-network.ts';
import { relativeError } from '../../../relative-error.ts';
import { runOnnx } from '../../export/onnx/run-onnx.ts';

export interface Comparison {
  readonly own: OwnModel;
  /** The largest difference of features, relative to the largest feature. */
  readonly error: number;
  /** Deviation of the features, relative to the largest: 0 where they say nothing. */
  readonly spread: number;
}

/**
 * Features at the last cut of an ONNX file, by our program and by onnxruntime, for the same random pictures.
 * @param size side of the pictures, pixels
 */
export async function compareFeatures(bytes: Uint8Array, size: number, pictures = 2): Promise<Comparison> {
  const network = readNetwork(bytes);
  const source = onnxSource(network);
  const own = ownModelOf(source);
  const cut = own.cuts.at(-1)?.layer ?? '';
  // The last value that this layer holds.
  const value = source.order.findLast(({ name }) => {
    try {
      return source.converter.convert(name) === cut;
    } catch {
      return false;
    }
  });
  const entry = network.inputs.find(({ dims }) => dims.length === 4);
  if (!value || !entry) throw new Error('There is nothing to compare.');

  const random = seededRandom('pictures');
  const pixels = Float32Array.from({ length: pictures * size * size * 3 }, () => 2 * random() - 1);
  const images: tf.Tensor4D = tf.tensor4d(pixels, [pictures, size, size, 3]);
  const { topology, weights } = topologyOfLayers(
    cutOwnModel(own, cut, size, [{ name: cut, source: cut }]).layers,
  );
  const program = loadProgram(compile(topology, weights));
  const ours = await program.run(images).data();
  program.dispose();

  const last = entry.dims[3] === 3;
  const input = last ? images : tf.transpose(images, [0, 3, 1, 2]);
  const outputs = await runOnnx(
    withOutput(bytes, value.name),
    Float32Array.from(await input.data()),
    input.shape,
    entry.name,
  );
  const output = outputs[value.name];
  if (!output) throw new Error(`${value.name} did not come out.`);
  const features = ours.length / pictures;
  const map = tf.tensor(output.values, [...output.dims]);
  const second = output.dims[1] === features && output.dims[3] !== features;
  const theirs = await (map.rank === 4 ? tf.mean(map, second ? [2, 3] : [1, 2]) : map).data();
  tf.dispose([images, input, map]);
  return { own, error: relativeError(ours, theirs), spread: spreadOf(theirs) };
}

function spreadOf(values: ArrayLike<number>): number {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  const largest = all.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length) / largest;
}

/** The file with one output more: protobuf merges messages that come twice. */
function withOutput(bytes: Uint8Array, name: string): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(7, WireType.LengthDelimited).fork();
  writer.tag(12, WireType.LengthDelimited).fork();
  writer.tag(1, WireType.LengthDelimited).string(name);
  writer.join().join();
  const more = writer.finish();
  const all = new Uint8Array(bytes.length + more.length);
  all.set(bytes);
  all.set(more, bytes.length);
  return all;
}
