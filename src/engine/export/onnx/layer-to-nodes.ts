import { toOnnxDepthwise, toOnnxKernel } from '../../../core/backbone/convert/onnx-layouts.ts';
import { weightNames } from '../../../core/backbone/program.ts';
import type { Layer } from '../../../core/backbone/topology.ts';
import type { Weights } from '../../../core/backbone/weights.ts';
import { padsOf, pictureSize, type Shape, type Size, unsupported, weightNamed, windowOf } from '../shapes.ts';
import type { GraphBuilder } from './graph-builder.ts';

/** What a layer takes: pictures are [N, channels, height, width] in the graph, vectors [N, features]. */
export interface Value {
  readonly name: string;
  readonly shape: Shape;
}

/**
 * Adds the nodes that compute a layer (https://onnx.ai/onnx/operators/, opset 17).
 * @param output name that the layer's value gets
 * @throws TypeError for a kind of layer, or a way to configure one, that program.ts does not know either
 */
export function addLayer(
  graph: GraphBuilder,
  layer: Layer,
  inputs: readonly Value[],
  weights: Weights,
  output: string,
): void {
  check(layer);
  const names = inputs.map(({ name }) => name);
  const [{ name: x, shape } = { name: '', shape: [] }] = inputs;
  const { config } = layer;
  switch (layer.kind) {
    case 'Conv2D':
    case 'DepthwiseConv2D': {
      const depthwise = layer.kind === 'DepthwiseConv2D';
      const weight = weightNames(layer.name, depthwise);
      const bias = weightNamed(weights, weight.bias);
      const keras = weightNamed(weights, weight.kernel);
      const kernel = depthwise ? toOnnxDepthwise(keras) : toOnnxKernel(keras);
      const operands = [
        x,
        graph.constant(weight.kernel, kernel.shape, kernel.values),
        graph.constant(weight.bias, bias.shape, bias.values),
      ];
      graph.node('Conv', operands, output, {
        ...windowAttributes(layer, shape, weights),
        group: depthwise ? (shape[2] ?? 0) : 1,
      });
      break;
    }
    case 'MaxPooling2D':
      graph.node('MaxPool', [x], output, windowAttributes(layer, shape, weights));
      break;
    case 'AveragePooling2D':
      // TensorFlow does not count what it has padded.
      graph.node('AveragePool', [x], output, {
        ...windowAttributes(layer, shape, weights),
        count_include_pad: 0,
      });
      break;
    case 'ZeroPadding2D': {
      const [[top, bottom], [left, right]] = config.padding as [Size, Size];
      const pads = BigInt64Array.from([0, 0, top, left, 0, 0, bottom, right], BigInt);
      graph.node('Pad', [x, graph.constant(`${layer.name}/pads`, [8], pads)], output);
      break;
    }
    case 'GlobalAveragePooling2D':
      graph.node('Flatten', [graph.node('GlobalAveragePool', [x], `${output}/map`)], output, { axis: 1 });
      break;
    case 'Reshape': {
      // 0: as it was. Channels come first.
      const target = BigInt64Array.from([0, shape[0] ?? 0, 1, 1], BigInt);
      graph.node('Reshape', [x, graph.constant(`${layer.name}/shape`, [4], target)], output);
      break;
    }
    case 'Rescaling': {
      const scale = Number(config.scale);
      const offset = Number(config.offset);
      const multiply = (to: string) => graph.node('Mul', [x, graph.scalar(scale)], to);
      if (offset === 0) multiply(output);
      else graph.node('Add', [scale === 1 ? x : multiply(`${output}/scaled`), graph.scalar(offset)], output);
      break;
    }
    case 'ReLU': {
      const limit = config.max_value ?? null;
      if (limit === null) graph.node('Relu', [x], output);
      else graph.node('Clip', [x, graph.scalar(0), graph.scalar(Number(limit))], output);
      break;
    }
    case 'Activation':
      graph.node('Sigmoid', [x], output);
      break;
    case 'Add':
      graph.node('Add', names, output);
      break;
    case 'Multiply':
      graph.node('Mul', names, output);
      break;
    case 'Concatenate':
      graph.node('Concat', names, output, { axis: 1 });
      break;
    case 'Dense':
      addDense(graph, layer, x, weights, output);
      break;
    default:
      throw unsupported(layer);
  }
}

function addDense(graph: GraphBuilder, layer: Layer, x: string, weights: Weights, output: string): void {
  const names = weightNames(layer.name, false);
  const [kernel, bias] = [weightNamed(weights, names.kernel), weightNamed(weights, names.bias)];
  const operands = [
    x,
    graph.constant(names.kernel, kernel.shape, kernel.values),
    graph.constant(names.bias, bias.shape, bias.values),
  ];
  const sum = () => graph.node('Gemm', operands, `${output}/sum`);
  switch (layer.config.activation ?? 'linear') {
    case 'linear':
      graph.node('Gemm', operands, output);
      break;
    case 'relu':
      graph.node('Relu', [sum()], output);
      break;
    case 'softmax':
      graph.node('Softmax', [sum()], output, { axis: 1 });
      break;
    default:
      throw unsupported(layer);
  }
}

function windowAttributes(layer: Layer, shape: Shape, weights: Weights) {
  const window = windowOf(layer, weights);
  const { before, after } = padsOf(pictureSize(layer, shape), window);
  return { kernel_shape: window.size, strides: window.strides, pads: [...before, ...after] };
}

/** What would otherwise be computed wrongly without a word. */
function check(layer: Layer): void {
  const { activation = 'linear', dilation_rate: dilation = [1, 1] } = layer.config;
  const known =
    (layer.kind === 'Dense' || activation === (layer.kind === 'Activation' ? 'sigmoid' : 'linear')) &&
    (dilation as readonly number[]).every((rate) => rate === 1) &&
    (layer.inputs.length === 2 || (layer.kind !== 'Add' && layer.kind !== 'Multiply'));
  if (!known) throw unsupported(layer);
}
