import * as tf from '@tensorflow/tfjs-core';
import type { Layer, Topology } from '../../../src/core/backbone/topology.ts';

/* For the tests of the tail: the same function by another way. */

/** A LayersModel, layer by layer as Keras defines them, in tfjs's public operations, so that tfjs differentiates it. */
export function runLayers(
  topology: Topology,
  weights: ReadonlyMap<string, tf.Tensor>,
  input: tf.Tensor,
): tf.Tensor {
  const values = new Map<string, tf.Tensor>();
  for (const layer of topology.layers) {
    const inputs = layer.inputs.map((name) => values.get(name) as tf.Tensor4D);
    values.set(layer.name, layer.kind === 'InputLayer' ? input : runLayer(layer, inputs, weights));
  }
  return values.get(topology.output) as tf.Tensor;
}

function runLayer(
  { name, kind, config }: Layer,
  inputs: readonly tf.Tensor4D[],
  weights: ReadonlyMap<string, tf.Tensor>,
): tf.Tensor {
  const [x, y] = inputs as [tf.Tensor4D, tf.Tensor4D];
  const weight = (of: string) => weights.get(`${name}/${of}`) as tf.Tensor4D;
  const strides = config.strides as [number, number];
  const padding = config.padding as 'same' | 'valid';
  switch (kind) {
    case 'Conv2D':
      return tf.add(tf.conv2d(x, weight('kernel'), strides, padding), weight('bias'));
    case 'DepthwiseConv2D':
      return tf.add(tf.depthwiseConv2d(x, weight('depthwise_kernel'), strides, padding), weight('bias'));
    case 'ReLU':
      return config.max_value === 6 ? tf.relu6(x) : tf.relu(x);
    case 'Activation':
      return tf.sigmoid(x);
    case 'Rescaling':
      return tf.add(tf.mul(x, Number(config.scale)), Number(config.offset));
    case 'Add':
      return tf.add(x, y);
    case 'Multiply':
      return tf.mul(x, y);
    case 'Concatenate':
      return tf.concat([...inputs], -1);
    case 'GlobalAveragePooling2D':
      return tf.mean(x, [1, 2]);
    case 'Reshape':
      return tf.reshape(x, [x.shape[0], ...(config.target_shape as number[])]);
    case 'MaxPooling2D':
      return tf.maxPool(x, config.pool_size as [number, number], strides, padding);
    case 'AveragePooling2D': {
      // As a depthwise convolution: tfjs's gradient of avgPool is wrong at the borders.
      const box = tf.ones([...(config.pool_size as [number, number]), x.shape[3], 1]) as tf.Tensor4D;
      const sums = tf.depthwiseConv2d(x, box, strides, padding);
      return tf.div(sums, tf.depthwiseConv2d(tf.onesLike(x), box, strides, padding));
    }
    case 'ZeroPadding2D':
      return tf.pad(x, [[0, 0], ...(config.padding as [number, number][]), [0, 0]]);
    default:
      throw new TypeError(`${kind} is not known here.`);
  }
}
