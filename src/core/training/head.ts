import { softmax } from '../softmax.ts';
import type { Standardisation } from './standardise.ts';

/** A dense layer: outputs = inputs · kernel + bias. */
export interface DenseLayer {
  /** [inputs, outputs], row by row. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/** Dense layers with ReLU between them and softmax at the end; takes raw features. */
export type Head = readonly DenseLayer[];

/**
 * Rewrites a layer that was trained on standardised features so that it takes raw ones:
 * ((x − mean) / deviation) · W + b = x · (W / deviation) + (b − (mean / deviation) · W).
 */
export function foldStandardisation(
  layer: DenseLayer,
  { mean, inverseDeviation }: Standardisation,
): DenseLayer {
  const outputs = layer.bias.length;
  const kernel = new Float32Array(layer.kernel.length);
  const bias = Float64Array.from(layer.bias);
  for (let i = 0; i < mean.length; i++) {
    for (let j = 0; j < outputs; j++) {
      const weight = layer.kernel[i * outputs + j]! * inverseDeviation[i]!;
      kernel[i * outputs + j] = weight;
      bias[j]! -= mean[i]! * weight;
    }
  }
  return { kernel, bias: Float32Array.from(bias) };
}

/**
 * The other way: a layer on raw features as one matrix on standardised ones, its last row the bias. A feature that never
 * changes gets no weight.
 * @returns (inputs + 1) · outputs values
 */
export function onStandardised(
  { kernel, bias }: DenseLayer,
  { mean, inverseDeviation }: Standardisation,
): Float32Array {
  const outputs = bias.length;
  const matrix = new Float32Array(kernel.length + outputs);
  const offsets = Float64Array.from(bias);
  for (let i = 0; i < mean.length; i++) {
    const inverse = inverseDeviation[i]!;
    for (let j = 0; j < outputs; j++) {
      const weight = kernel[i * outputs + j]!;
      matrix[i * outputs + j] = inverse > 0 ? weight / inverse : 0;
      offsets[j]! += mean[i]! * weight;
    }
  }
  matrix.set(offsets, kernel.length);
  return matrix;
}

/**
 * Logits of the classes for one photo.
 * @param features raw, as the backbone gives them
 * @returns as many as the last layer has outputs
 */
export function predictLogits(head: Head, features: Float32Array): Float32Array {
  let values = features;
  head.forEach((layer, i) => {
    values = dense(layer, values);
    if (i < head.length - 1) for (let j = 0; j < values.length; j++) values[j] = Math.max(0, values[j]!);
  });
  return values;
}

/** Probabilities of the classes for one photo, as `predictLogits`; they sum to 1. */
export const predictProbabilities = (head: Head, features: Float32Array): Float32Array =>
  softmax(predictLogits(head, features));

function dense({ kernel, bias }: DenseLayer, inputs: Float32Array): Float32Array {
  const outputs = bias.slice();
  const width = outputs.length;
  for (let i = 0; i < inputs.length; i++) {
    const x = inputs[i]!;
    if (x === 0) continue;
    for (let j = 0, at = i * width; j < width; j++, at++) outputs[j]! += x * kernel[at]!;
  }
  return outputs;
}
