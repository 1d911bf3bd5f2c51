import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel, model as makeModel, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { BackboneCard } from '../../src/core/backbone/card.ts';
import type { GraphNode } from '../../src/core/backbone/convert/graph-node.ts';
import { inMemory } from '../../test-support/engine/runtime.ts';
import type { SourceModel } from './source-model.ts';
import { runTflite } from './tflite/run-tflite.ts';

/** Pixels [batch, rows, columns, 3] to features [batch, features]. */
export type Extract = (pixels: tf.Tensor4D) => tf.Tensor2D;

/**
 * What each source model is documented to want of RGB 0…255, written down apart from the cards so that it can
 * check them.
 */
export const SOURCE_PIXELS: Readonly<Record<string, (rgb: tf.Tensor4D) => tf.Tensor4D>> = {
  // The package's detector hands unscaled RGB to it.
  'mobilenet-v3': (rgb) => rgb,
  // IMAGE_MEAN and IMAGE_STD of the package's TfLiteModule.java; to a graph of 8 bits it hands bytes, which mean the same.
  'inception-v3': (rgb) => tf.div(tf.sub(rgb, 128), 128),
  // Keras's preprocess_input in its "caffe" mode.
  'resnet-50': (rgb) => tf.sub(tf.reverse(rgb, 3), tf.tensor1d([103.939, 116.779, 123.68])),
};

/**
 * The unconverted model of a card, up to each of the card's depths, averaged over space and put side by side: run by tfjs as
 * its package intends, or operator by operator where tfjs can't read it. It takes the pixels that SOURCE_PIXELS gives.
 */
export async function loadSource(card: Pick<BackboneCard, 'depths'>, source: SourceModel): Promise<Extract> {
  const cuts = card.depths.map((depth) => depth.source);
  const run = await runnerOf(source, cuts);
  return (pixels) => tf.tidy(() => tf.concat(run(pixels).map(averageOverSpace), 1));
}

/** From pixels to what the source has at each cut. */
async function runnerOf(
  source: SourceModel,
  cuts: readonly string[],
): Promise<(pixels: tf.Tensor4D) => readonly tf.Tensor[]> {
  if (source.format === 'tflite') return (pixels) => cuts.map((cut) => runTflite(source.graph, pixels, cut));
  const topology = source.modelTopology as { readonly node?: readonly GraphNode[] };
  const handler = inMemory(
    topology.node === undefined ? topology : { ...topology, node: topology.node.map(withOpenShape) },
    source.weightsManifest.flatMap(({ weights }) => weights),
    Buffer.concat(source.weightsManifest.flatMap(({ paths }) => paths).map(source.readShard)),
  );
  if (topology.node === undefined) {
    const whole = await loadLayersModel(handler);
    const upToCuts = makeModel({
      inputs: whole.inputs,
      outputs: cuts.map((cut) => whole.getLayer(cut).output as SymbolicTensor),
    });
    return (pixels) => [upToCuts.predict(pixels)].flat();
  }
  const placeholder = topology.node.find(({ op }) => op === 'Placeholder')?.name ?? '';
  const graph = await loadGraphModel(handler);
  return (pixels) => [graph.execute({ [placeholder]: pixels }, [...cuts])].flat();
}

function averageOverSpace(output: tf.Tensor): tf.Tensor2D {
  return (output.rank === 4 ? tf.mean(output, [1, 2]) : output) as tf.Tensor2D;
}

/** Graphs are frozen at one picture size; without the declared shape they run at any. */
function withOpenShape(node: GraphNode): GraphNode {
  if (node.op !== 'Placeholder') return node;
  const { shape: _, ...attr } = node.attr ?? {};
  return { ...node, attr };
}
