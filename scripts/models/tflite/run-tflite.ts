import * as tf from '@tensorflow/tfjs-core';
import type { TfliteModel, TfliteOperator, TfliteTensor } from './read-tflite.ts';

/**
 * Runs a TensorFlow Lite graph one operator after another, as its interpreter does, in 32-bit floats in place of 8-bit
 * integers: the reference that conversions are held to. It shares the file's reader with them and nothing else.
 * @param pixels what the graph's input stands for, [batch, rows, columns, 3]; of any size
 * @param wanted name of the tensor whose value is returned
 * @throws where the graph has no such tensor, or an operator is not known here
 */
export function runTflite(model: TfliteModel, pixels: tf.Tensor4D, wanted: string): tf.Tensor {
  return tf.tidy(() => {
    const values = new Map<number, tf.Tensor>();
    const [input = -1] = model.inputs;
    values.set(input, pixels);
    const value = (index: number): tf.Tensor => values.get(index) ?? constant(model.tensors[index]);
    for (const operator of model.operators) {
      const [index = -1] = operator.outputs;
      const output = model.tensors[index];
      const result = withinRange(compute(operator, value), output);
      if (output?.name === wanted) return result;
      values.set(index, result);
    }
    throw new Error(`the graph computes no ${wanted}`);
  });
}

function compute(operator: TfliteOperator, value: (index: number) => tf.Tensor): tf.Tensor {
  const [first = -1, second = -1, third = -1] = operator.inputs;
  switch (operator.op) {
    case 'CONV_2D': {
      const kernel = tf.transpose(value(second), [1, 2, 3, 0]) as tf.Tensor4D;
      const { strides, padding, dilation } = operator;
      const sums = tf.conv2d(value(first) as tf.Tensor4D, kernel, [...strides], padding, 'NHWC', [
        ...dilation,
      ]);
      return activate(tf.add(sums, value(third)), operator.activation);
    }
    case 'DEPTHWISE_CONV_2D': {
      const kernel = tf.transpose(value(second), [1, 2, 3, 0]) as tf.Tensor4D;
      const image = value(first) as tf.Tensor4D;
      const sums = tf.depthwiseConv2d(image, kernel, [...operator.strides], operator.padding);
      return activate(tf.add(sums, value(third)), operator.activation);
    }
    case 'MAX_POOL_2D':
    case 'AVERAGE_POOL_2D': {
      const pool = operator.op === 'MAX_POOL_2D' ? tf.maxPool : tf.avgPool;
      const { poolSize, strides, padding } = operator;
      return activate(
        pool(value(first) as tf.Tensor4D, [...poolSize], [...strides], padding),
        operator.activation,
      );
    }
    case 'CONCATENATION':
      return activate(tf.concat(operator.inputs.map(value), operator.axis), operator.activation);
    case 'ADD':
      return activate(tf.add(value(first), value(second)), operator.activation);
    case 'PAD':
      return tf.pad(value(first), value(second).arraySync() as [number, number][]);
    case 'other':
      throw new Error(`no reference for ${operator.called}`);
  }
}

function activate(result: tf.Tensor, activation: string): tf.Tensor {
  if (activation === 'none') return result;
  if (activation === 'relu') return tf.relu(result);
  if (activation === 'relu6') return tf.relu6(result);
  throw new Error(`no reference for the activation ${activation}`);
}

/**
 * An 8-bit result whose range begins at zero holds nothing below it: that is all that these graphs have of ReLU. Other
 * ends of ranges are the largest values that training met; floats go beyond them.
 */
function withinRange(result: tf.Tensor, tensor: TfliteTensor | undefined): tf.Tensor {
  const fromZero = tensor?.type === 'uint8' && tensor.quantisation?.zeroPoint[0] === 0;
  return fromZero ? tf.maximum(result, 0) : result;
}

function constant(tensor: TfliteTensor | undefined): tf.Tensor {
  if (tensor === undefined || tensor.data.length === 0) throw new Error('a value that nothing has computed');
  const { type, data, shape, quantisation } = tensor;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const read = {
    uint8: (i: number) => view.getUint8(i),
    int32: (i: number) => view.getInt32(4 * i, true),
    float32: (i: number) => view.getFloat32(4 * i, true),
  }[type as 'uint8' | 'int32' | 'float32'];
  const count = data.length / (type === 'uint8' ? 1 : 4);
  const [scale = 1] = quantisation?.scale ?? [];
  const [zero = 0] = quantisation?.zeroPoint ?? [];
  return tf.tensor(
    Float32Array.from({ length: count }, (_, i) => scale * (read(i) - zero)),
    [...shape],
  );
}
