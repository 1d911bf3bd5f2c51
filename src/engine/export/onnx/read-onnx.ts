import type { Tensor } from '../../../core/backbone/convert/layers.ts';
import { fromOnnxDepthwise, fromOnnxKernel } from '../../../core/backbone/convert/onnx-layouts.ts';
import { integerOf } from '../../../core/backbone/convert/onnx-node.ts';
import { weightNames } from '../../../core/backbone/program.ts';
import type { Weights } from '../../../core/backbone/weights.ts';
import type { WeightReader } from '../../../core/export/exported.ts';
import { readNetwork } from '../../onnx/read-network.ts';
import { damaged } from '../damaged.ts';

/** Reads the weights of the one file of an export that ends in .onnx. */
export const readOnnx: WeightReader = async (files) => {
  const [file, bytes] = [...files].find(([path]) => path.endsWith('.onnx')) ?? [];
  if (file === undefined || bytes === undefined) throw damaged('There is no ONNX model in it.', 'model.onnx');
  try {
    return weightsOf(bytes);
  } catch (cause) {
    throw damaged('The ONNX model is damaged, or was not written by Headstart.', file, cause);
  }
};

/** Weights are what convolutions and dense layers take. */
function weightsOf(model: Uint8Array): Weights {
  const network = readNetwork(model);
  const initializer = (name: string): Tensor => {
    const found = network.weights.get(name);
    if (!found) throw new TypeError(`There are no values for ${name}.`);
    return found;
  };

  const weights = new Map<string, Tensor>();
  for (const op of network.nodes) {
    if (op.operator !== 'Conv' && op.operator !== 'Gemm') continue;
    const [, kernel = '', bias = ''] = op.inputs;
    const group = integerOf(op, 'group', 1);
    weights.set(kernel, fromOnnx(op.operator, kernel, initializer(kernel), group));
    weights.set(bias, initializer(bias));
  }
  if (weights.size === 0) throw new TypeError('There are no layers with weights.');
  return weights;
}

function fromOnnx(operator: string, name: string, kernel: Tensor, group: number): Tensor {
  if (operator === 'Gemm') return kernel;
  // The names tell a depthwise convolution even where there is one channel.
  const depthwise = name.endsWith(weightNames('', true).kernel);
  return depthwise ? fromOnnxDepthwise(kernel, group) : fromOnnxKernel(kernel);
}
